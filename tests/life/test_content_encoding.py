"""A body whose Content-Encoding is not undone: no vendor is known to undo it, and a hint says so."""

import gzip

from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

USER = b'{"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "Baba"}'


def test_a_compressed_body_is_refused_and_the_hint_says_why(world: World) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    answer = LitmosClient(world).call("POST", "/users", content=gzip.compress(USER), headers=headers)
    assert answer.status_code == 400
    hint = answer.headers["x-emulator-hint"]
    assert "the body is read as it came: its Content-Encoding gzip is not undone" in hint
    assert "is not JSON" in hint

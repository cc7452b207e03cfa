"""Hints go into headers, which have one line, a bounded length and Latin-1 alone; the journal has them whole."""

import pytest

from tests.world import World

KEY = {"apikey": "litmos-account-owner"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\r\nX-Injected: 1", "a X-Injected: 1"),
        ("tab\there", "tab here"),
        ("bell\x07", "bell\\x07"),
        ("名", "\\u540d"),
        ("é", "é"),
    ],
)
def test_a_name_of_the_clients_cannot_break_the_header(world: World, name: str, shown: str) -> None:
    body = {"UserName": "a@x.example", "FirstName": "A", "LastName": "B", name: 1}
    response = world.client.post(f"{world.litmos}/users?source=t", json=body, headers=KEY)
    assert response.status_code == 201
    assert "x-injected" not in response.headers
    assert dict(response.headers.raw)[b"x-emulator-hint"].decode("latin-1").endswith(f": {shown}")
    assert name in world.journal()[-1]["notes"][-1]


def test_a_member_that_is_there_twice_is_told_of(world: World) -> None:
    body = '{"UserName": "a@x.example", "UserName": "b@x.example", "FirstName": "A", "LastName": "B"}'
    headers = {**KEY, "Content-Type": "application/json"}
    response = world.client.post(f"{world.litmos}/users?source=t&format=json", content=body, headers=headers)
    assert response.json()["UserName"] == "b@x.example"
    assert (
        response.headers["x-emulator-hint"]
        == "an object of the body has the member UserName twice; the last one counts"
    )


def test_hundreds_of_hints_stay_below_what_clients_take(world: World) -> None:
    query = "&".join(f"limit=1&limit=2&{'n' * 150}{number}=1" for number in range(300))
    response = world.client.get(f"{world.litmos}/courses?source=t&{query}", headers=KEY)
    assert response.status_code == 200
    hints = response.headers.get_list("x-emulator-hint")
    assert len(hints) <= 11
    assert max(map(len, hints)) <= 503
    assert "and 290 more" in world.journal()[-1]["notes"][0]

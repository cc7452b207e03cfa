"""Objects of bodies in which a member is there twice."""

import pytest

from tests.refusals import control_refusal
from tests.world import World


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "clock", '{"held": true, "held": false}'),
        ("PATCH", "settings", '{"job_mode": "step", "job_mode": "real"}'),
        ("POST", "faults", '{"when": {"times": 1, "times": 2}, "do": {"status": 503}}'),
        ("POST", "journal/verify", '{"path": "/a", "exactly": 0, "path": "/b"}'),
    ],
)
def test_a_member_that_is_there_twice_is_refused_by_its_name(world: World, method: str, path: str, body: str) -> None:
    before = world.control("GET", "settings")
    answer = world.client.request(method, f"{world.root}/_emulator/{path}", content=body)
    assert "is there twice" in control_refusal(answer, 400)
    assert world.control("GET", "settings") == before


def test_a_doubled_name_of_half_a_character_is_refused_too(world: World) -> None:
    answer = world.client.put(f"{world.root}/_emulator/clock", content='{"\\ud800": 1, "\\ud800": 2}')
    assert control_refusal(answer, 400).startswith("\\ud800")


def test_a_body_of_many_levels_is_refused(world: World) -> None:
    for levels in (900, 100_000):
        answer = world.client.patch(f"{world.root}/_emulator/settings", content='{"a":' * levels + "1" + "}" * levels)
        assert control_refusal(answer, 400)

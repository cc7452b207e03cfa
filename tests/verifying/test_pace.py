"""How often the vendor is asked: at its pace, later where it asks for that, and in the end not at all. The clock is the test's."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import httpx
import pytest

from emulator.vendors import ENTRIES, load_vendor
from emulator.vendors.scenarios.step import Step
from emulator.vendors.scenarios.verification import verification_of
from emulator.verifying.errors import CannotVerifyError
from emulator.verifying.side import Side
from tests.verifying.sides import twin_of

STEP = Step(operation="get_users", query={"format": "json"})


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits, none of which takes time; a call takes none either."""
    found: list[float] = []
    monkeypatch.setattr("emulator.verifying.side.time", SimpleNamespace(sleep=found.append))  # this module alone
    monkeypatch.setattr("emulator.verifying.side.stopwatch", lambda: sum(found))
    return found


@pytest.fixture
def vendor(root: str) -> Iterator[Callable[[float], Side]]:
    """Makes what asks a fresh twin of Litmos at a pace."""
    (entry,) = (entry for entry in ENTRIES if entry.name == "litmos")
    how, base = verification_of(entry), twin_of(root) + entry.base_path
    assert how is not None
    bound = {credential.name: credential.emulated for credential in how.credentials} | {"prefix": "zz-emu"}
    sides: list[Side] = []

    def make(pace: float) -> Side:
        sides.append(
            Side("the vendor", base, load_vendor("litmos").contract, how, bound, pace, trusts_environment=False)
        )
        return sides[-1]

    yield make
    for side in sides:
        side.close()


def refuse(side: Side, times: int, **do: int) -> None:
    """Have the vendor ask to come later, so many times."""
    faults = f"{side.base.removesuffix('/v1.svc')}/_emulator/faults"
    httpx.post(faults, json={"when": {"times": times}, "do": do}, timeout=60).raise_for_status()


def test_calls_keep_their_distance(vendor: Callable[[float], Side], slept: list[float]) -> None:
    side = vendor(40)
    assert [side.send(STEP).status for _ in range(3)] == [200, 200, 200]
    assert slept == [1.5, 1.5]


@pytest.mark.parametrize(
    ("do", "waits"),
    [
        ({"status": 429, "retry_after": 7}, 7.0),
        ({"status": 503, "retry_after": 9999}, 120.0),
        ({"status": 503}, 60.0),  # Litmos's own way, which names no time
    ],
)
def test_it_is_asked_again_when_the_vendor_says_or_after_a_minute(
    vendor: Callable[[float], Side], slept: list[float], do: dict[str, int], waits: float
) -> None:
    side = vendor(0)
    refuse(side, 2, **do)
    assert side.send(STEP).status == 200
    assert slept == [waits, waits]
    refuse(side, 3, **do)
    with pytest.raises(
        CannotVerifyError, match=f"the vendor keeps refusing calls because of its limit \\({do['status']}\\)"
    ):
        side.send(STEP)

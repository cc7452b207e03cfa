"""Bodies that are sent to the control API: as large as a vendor's may be, and no more is held in memory."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.processes import serving
from tests.refusals import control_refusal
from tests.world import World

MEBIBYTE = 1024 * 1024


def _endless(mebibytes: int) -> Iterator[bytes]:
    for _ in range(mebibytes):
        yield b" " * MEBIBYTE


def _most_memory(process: int) -> int:
    """The most that a process has had in memory so far, in mebibytes."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found is not None
    return int(found[1]) // 1024


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "seed"), ("PATCH", "settings"), ("PUT", "clock"), ("POST", "clock/advance"), ("POST", "reset")],
)
def test_a_body_that_is_too_large_is_refused_in_json(world: World, method: str, path: str) -> None:
    response = world.client.request(
        method,
        f"{world.root}/_emulator/{path}",
        content=b" " * (33 * MEBIBYTE),
        headers={"content-type": "application/json"},
    )
    assert response.status_code == 413
    assert response.json() == {"error": "the body is larger than 33554432 bytes (setting max_body_bytes)"}


def test_a_body_of_100_mb_is_not_held_in_memory(tmp_path: Path) -> None:
    with (
        serving(tmp_path, EMULATOR_MAX_BODY_BYTES=str(4 * MEBIBYTE)) as (root, process),
        httpx.Client(timeout=60, trust_env=False) as client,
    ):
        assert client.post(f"{root}/_emulator/seed", content=b"{}").status_code == 200
        before = _most_memory(process.pid)
        for length in ({}, {"content-length": str(100 * MEBIBYTE)}):
            response = client.post(f"{root}/_emulator/seed", content=_endless(100), headers=length)
            assert control_refusal(response, 413) == "the body is larger than 4194304 bytes (setting max_body_bytes)"
        assert _most_memory(process.pid) - before < 40

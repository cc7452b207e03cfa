"""A fault outlives nothing: a stop ends a delay, a kill loses no count, and an app without a server of ours has faults too."""

import asyncio
import signal
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.app import create_app
from emulator.settings import load_settings
from tests.processes import serving
from tests.soak.processor import seconds_to_end
from tests.vendors.litmos.calling import OWNER

LITMOS = "/v1.svc/users?source=t&format=json"
KEY = {"apikey": OWNER}


def test_sigterm_ends_a_delay_and_a_body_that_trickles(tmp_path: Path) -> None:
    ended: list[str] = []

    def call(root: str, fault: str) -> None:
        try:
            answer = httpx.get(root + LITMOS, headers={**KEY, "X-Emulator-Fault": fault}, timeout=30)
            ended.append(f"{answer.status_code} {answer.text}")
        except httpx.TransportError as error:
            ended.append(type(error).__name__)

    with serving(tmp_path) as (root, process):
        httpx.get(root + LITMOS, headers=KEY)
        callers = [threading.Thread(target=call, args=(root, fault)) for fault in ("delay=60", "trickle=60")]
        for caller in callers:
            caller.start()
        time.sleep(0.5)
        took = seconds_to_end(process.pid, signal.SIGTERM, 50)
        assert took is not None, "it does not end"
        assert (process.wait(), took < 10) == (0, True), took
        for caller in callers:
            caller.join(60)
    assert len(ended) == 2
    assert not [each for each in ended if each.startswith("200")]


def test_a_kill_loses_no_count(tmp_path: Path) -> None:
    statuses: list[int] = []
    rule = {"when": {"times": 5}, "do": {"status": 503}}
    for _ in range(3):
        with serving(tmp_path) as (root, process):
            if not statuses:
                httpx.post(f"{root}/_emulator/faults", json=rule).raise_for_status()
            statuses += [httpx.get(root + LITMOS, headers=KEY).status_code for _ in range(2)]
            process.kill()
            process.wait()
    assert statuses == [503, 503, 503, 503, 503, 200]


def test_an_app_that_is_called_in_process_fails_as_a_connection_does(tmp_path: Path) -> None:
    async def calls() -> list[Any]:
        app = create_app(load_settings(data=tmp_path))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://emulator", headers=KEY) as client:
            found: list[Any] = []
            for fault in ("connection=drop", "connection=reset; where=after", "body=cut"):
                with pytest.raises(ConnectionResetError, match="a fault of lms-emulator"):
                    await client.get(LITMOS, headers={"X-Emulator-Fault": fault})
            for fault in ("status=503; delay=0.05", "body=garble", "trickle=0.2"):
                answer = await client.get(LITMOS, headers={"X-Emulator-Fault": fault})
                found.append((answer.status_code, answer.content[:1]))
            entries = (await client.get("/_emulator/journal")).json()["entries"]
            assert [entry["injected"]["did"] for entry in entries][:3] == [
                ["connection drop"],
                ["connection reset"],
                ["body cut"],
            ]
        await app.close()
        return found

    assert asyncio.run(calls()) == [(503, b"{"), (200, b"q"), (200, b"[")]

"""A loop that stands still is said in the log, with the place; and a stop ends the process whatever the loop does."""

import asyncio
import logging
import signal
import subprocess
import sys
import time

import pytest

from emulator.upkeep.watchdog import Watchdog
from tests.logged import logged, without_stalls
from tests.soak.processor import seconds_to_end

STALLED = """
import pathlib, sys, tempfile
from emulator import running
from emulator.house import House
from emulator.jobs.worker import Worker
from emulator.settings import load_settings

def stand_still(self):
    print("stalled", flush=True)
    while True:
        pass

Worker._start_due_unless_paused = stand_still
running.run(load_settings(data=pathlib.Path(sys.argv[1]), port=0))
"""


def test_a_stalled_loop_is_logged_with_its_stack(caplog: pytest.LogCaptureFixture) -> None:
    async def stand_still() -> None:
        watchdog = Watchdog(asyncio.get_running_loop())
        time.sleep(2.5)
        for _ in range(300):  # until it has seen that the loop goes on
            await asyncio.sleep(0.1)
            if len(caplog.records) > 1:
                break
        watchdog.stop()

    with caplog.at_level(logging.ERROR, "lms_emulator.upkeep.watchdog"):
        asyncio.run(stand_still())
    said = [record.getMessage() for record in caplog.records]
    assert "in stand_still" in said[0]
    assert said[1].startswith("the server goes on after ")
    # A busy machine may let it stand still again, elsewhere.
    assert len([text for text in said if "in stand_still" in text]) == 1
    assert (logged(caplog), without_stalls(f"before\n{caplog.text}after\n")) == ([], "before\nafter\n")


def test_a_stop_ends_a_process_whose_loop_stands_still(tmp_path: object) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", STALLED, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    try:
        assert any(line == "stalled\n" for line in process.stdout)
        took = seconds_to_end(process.pid, signal.SIGTERM, 50)
        assert took is not None, "it does not end"
        assert (process.wait(), took < 5) == (0, True), took
    finally:
        process.kill()
        process.stdout.close()
        process.wait()

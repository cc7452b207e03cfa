"""Two tests that wait to be killed, in the two workers of a run."""

import os
import time
from pathlib import Path

import pytest
from pytest_lms_emulator import Sandbox


@pytest.mark.parametrize("worker", [1, 2])
def test_that_waits_to_be_killed(sandbox: Sandbox, worker: int) -> None:
    (Path(os.environ["FOUND_IN"]) / str(worker)).write_text(sandbox.emulator.url + "\n")
    time.sleep(60)

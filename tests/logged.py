"""What a server logged, but for stalls: on a busy machine the watchdog says that the event loop stands still, and where, at any moment."""

import logging
import re

import pytest

STALL = re.compile(
    r"^.*the server has stood still for .*\n(?:  .*\n|\n)*|^.*the server goes on after .*\n", re.MULTILINE
)


def logged(caplog: pytest.LogCaptureFixture, level: int = logging.ERROR) -> list[str]:
    """The messages of this level and above."""
    records = [record for record in caplog.records if record.name != "lms_emulator.upkeep.watchdog"]
    return [record.getMessage() for record in records if record.levelno >= level]


def without_stalls(text: str) -> str:
    """What a process wrote to its error output."""
    return STALL.sub("", text)

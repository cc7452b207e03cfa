"""A sandbox of lms-emulator for each test, and a typed client of its control API."""

from pytest_lms_emulator._async.handles import AsyncEmulator, AsyncSandbox
from pytest_lms_emulator._sync.handles import Emulator, Sandbox
from pytest_lms_emulator.asking import EmulatorError, OtherVersionError, RefusedError, UnreachableError
from pytest_lms_emulator.facts import Facts, Litmos, Nexport, ScormCloud, Vendor
from pytest_lms_emulator.starting import StartError

__all__ = [
    "AsyncEmulator",
    "AsyncSandbox",
    "Emulator",
    "EmulatorError",
    "Facts",
    "Litmos",
    "Nexport",
    "OtherVersionError",
    "RefusedError",
    "Sandbox",
    "ScormCloud",
    "StartError",
    "UnreachableError",
    "Vendor",
]

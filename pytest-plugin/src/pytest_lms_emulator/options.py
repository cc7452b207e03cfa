"""The options of the plugin: on the command line, else in the configuration file, else in the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass

import pytest

from pytest_lms_emulator.starting import IMAGE, WAYS, Start, StartError, installed, start_by

URL, TOKEN = "LMS_EMULATOR_URL", "EMULATOR_CONTROL_TOKEN"
MARKERS = (
    "lms_world(*files): the test's sandbox is a fork of one with these seed documents (the first may be an exported .zip), loaded once",
    "lms_settings(**settings): settings of the test's sandbox, such as job_mode='instant'",
    "lms_fail_on_unmatched(yes=True): whether the test fails when a call is at no operation of any vendor",
)


def add_options(parser: pytest.Parser) -> None:
    """Declare them."""
    group = parser.getgroup("lms-emulator", "a sandbox of lms-emulator for each test")
    group.addoption("--lms-emulator-url", metavar="URL", help=f"use this running emulator [{URL}]")
    group.addoption("--lms-emulator-command", metavar="COMMAND", help="start the emulator by this command")
    group.addoption("--lms-emulator-from", choices=sorted(WAYS), help="how to start the emulator [installed]")
    group.addoption("--lms-emulator-image", metavar="IMAGE", help=f"the image for docker [{IMAGE}]")
    group.addoption(
        "--lms-fail-on-unmatched",
        action="store_true",
        default=None,
        help="fail a test that calls what is no operation of any vendor",
    )
    parser.addini("lms_emulator_url", "use this running emulator")
    parser.addini("lms_emulator_command", "start the emulator by this command")
    parser.addini("lms_emulator_from", "how to start the emulator: installed, uvx or docker")
    parser.addini("lms_emulator_image", "the image for docker")
    parser.addini(
        "lms_fail_on_unmatched", "fail a test that calls what is no operation of any vendor", type="bool", default=False
    )


@dataclass(frozen=True)
class Options:
    """What was chosen. `url` is None if an emulator is to be started."""

    url: str | None
    token: str | None
    command: str | None
    way: str
    image: str
    fail_on_unmatched: bool

    def start(self) -> Start:
        """How the emulator is started. Raises `StartError`."""
        if self.command is not None:
            return start_by(self.command)
        if self.way not in WAYS:
            raise StartError(f"lms_emulator_from must be one of {', '.join(WAYS)}, not {self.way!r}")
        return installed() if self.way == "installed" else WAYS[self.way](self.image)


def read_options(config: pytest.Config) -> Options:
    """The options of this run. A URL on the command line wins over a command in the configuration file, and the other way round."""

    def said(name: str) -> str | None:
        return config.getoption(name) or None

    def written(name: str) -> str | None:
        return str(config.getini(name)) or None

    given = [said("lms_emulator_url"), said("lms_emulator_command"), said("lms_emulator_from")]
    here = said if any(given) else written
    url = here("lms_emulator_url") or (None if any(given) else os.environ.get(URL) or None)
    return Options(
        url=url,
        token=os.environ.get(TOKEN) or None,
        command=here("lms_emulator_command"),
        way=here("lms_emulator_from") or "installed",
        image=said("lms_emulator_image") or written("lms_emulator_image") or IMAGE,
        fail_on_unmatched=bool(config.getoption("lms_fail_on_unmatched") or config.getini("lms_fail_on_unmatched")),
    )

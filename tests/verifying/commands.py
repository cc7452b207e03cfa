"""The commands of this folder, in this process: starting one costs a second."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from emulator.cli.program import app

KEY = ("--key", "litmos-account-owner")


def command(*arguments: str) -> tuple[int, list[str], list[str]]:
    """(exit code, lines, lines on the error output) of a command."""
    done = CliRunner().invoke(app, list(arguments))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout.splitlines(), done.stderr.splitlines()


def could_not(*arguments: str) -> str:
    """The one line of a command that cannot find out."""
    code, _, errors = command(*arguments)
    assert (code, len(errors)) == (1, 1), errors
    return errors[0].removeprefix("lms-emulator: ")


@pytest.fixture
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

"""A pipe or a device in place of a file is refused at once, wherever a file can be named."""

import os
from pathlib import Path

import pytest

from emulator.cli.client import CannotAskError
from emulator.cli.commands import seed as command
from emulator.seeding import SeedError, read_seed_file
from emulator.seeds.beside import read_beside

NAMED = "no regular file but a pipe"


def test_a_pipe_or_a_device_is_no_seed_file(tmp_path: Path) -> None:
    pipe = tmp_path / "users.csv"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(SeedError, match=NAMED):
            read_seed_file(path)
        with pytest.raises(CannotAskError, match=NAMED):
            command._content(str(path))
    with pytest.raises(SeedError, match=NAMED):
        read_beside(tmp_path)("users.csv", "litmos.users")

"""The command `lms-emulator`: `program.py` puts it together, each command is a module of `commands`."""

from emulator.cli.program import app, main

__all__ = ["app", "main"]

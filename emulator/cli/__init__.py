"""The command `lms-emulator`.

`main` loads `program.py`, which knows where each command is and loads the one that was asked for: a module of `commands/`. `serve` starts
the emulator in this process (`running.py`); all others ask a running one over HTTP (`client.py`).
"""

from emulator.light.collecting import keep_imported, paused


def main() -> None:
    """The entry point of the command."""
    keep_imported()
    with paused():
        from emulator.cli.program import run
    run()

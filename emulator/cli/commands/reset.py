"""`lms-emulator reset`."""

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator


@asks(creates=True)
def reset(emulator: RunningEmulator) -> Said:
    """Reset a sandbox: rows, files, clock, ids, settings, limits and journal. The default one is seeded as at the start."""
    answer = emulator.ask("POST", "reset")
    return Said(answer, [f"sandbox {answer['sandbox']} starts anew"])

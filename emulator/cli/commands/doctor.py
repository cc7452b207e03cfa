"""`lms-emulator doctor`."""

from dataclasses import asdict

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator

MARKS = {"problem": "✗", "notice": "!", "fine": "✓"}


@asks(creates=True)
def doctor(emulator: RunningEmulator) -> Said:
    """Look for the usual mistakes by asking the running emulator. Exit code 1 if something keeps calls from working."""
    from emulator.cli.checks import examine

    found = list(examine(emulator))
    lines = []
    for finding in found:
        lines.append(f"{MARKS[finding.kind]} {finding.words}")
        if finding.mend:
            lines.append(f"    {finding.mend}")
    return Said(
        {"findings": [asdict(finding) for finding in found]}, lines, int(any(f.kind == "problem" for f in found))
    )

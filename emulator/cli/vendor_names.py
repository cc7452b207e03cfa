"""The vendor that a command is for, by its name."""

from typing import TYPE_CHECKING

from emulator.cli.stopping import IMPOSSIBLE, stop
from emulator.problems.alike import nearest_name

if TYPE_CHECKING:
    from emulator.vendors.entry import Entry


def named_vendor(name: str, code: int = IMPOSSIBLE) -> "Entry":
    """The installed vendor of this name. Stops the command if there is none."""
    from emulator.vendors import ENTRIES

    known = {entry.name: entry for entry in ENTRIES}
    if name not in known:
        near = nearest_name(name, known)
        stop(f"{name} is no vendor; {f'the nearest is {near}' if near else 'there are ' + ', '.join(known)}", code)
    return known[name]

"""The emulator without what observes its calls: it writes no journal and looks for no faults. It shows what these cost."""

from typing import Any

from emulator.cli import main
from emulator.life import answering, vendor_services


def _nothing(*_: Any) -> None:
    """In place of a step that is left out."""


if __name__ == "__main__":
    for module, step in ((answering, "write_down"), (answering, "say_refused"), (vendor_services, "may_fail")):
        setattr(module, step, _nothing)
    main()

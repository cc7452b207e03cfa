"""Python's garbage collector, kept from what is imported: hundreds of thousands of objects, and all of them stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_keeps: list[bool] = []


def keep_imported() -> None:
    """From now on, never look through what this process has imported.

    Only for the command's own process: it would hide the objects of a program that uses the app in its own process, too.
    """
    _keeps.append(True)


@contextmanager
def paused() -> Iterator[None]:
    """Collect nothing while modules are imported: a fifth of the time that an import takes goes into it, and it finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if _keeps:
            gc.freeze()
        if was_on:
            gc.enable()

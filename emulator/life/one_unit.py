"""Serving a call in one unit of work, importing missing modules in a thread."""

from collections.abc import Callable
from typing import Any, TypeVar

from emulator.imports import UnimportedError, bring
from emulator.sandbox.guard import WriteWantedError
from emulator.vendors.call import Call

Served = TypeVar("Served")


async def in_one_unit(call: Call, serve: Callable[[], Served]) -> Served:
    """The result of `serve` in the call's unit of work. If it needs modules that are not imported yet, its work is undone, the modules are
    imported, and it is called again."""
    world = call.world
    noted: tuple[list[Any], ...] = (world.hints, world.headers, world.started_jobs)
    before = [len(each) for each in noted]

    def unit() -> Served:
        with world.work:
            return serve()

    missing: tuple[str, ...]
    world.work.only_reads = call.request.method in ("GET", "HEAD")
    while True:
        try:
            return await world.work.database.run(world.sandbox.name, unit)
        except WriteWantedError:
            world.work.only_reads, missing = False, ()
        except UnimportedError as unimported:
            missing = unimported.names
        for each, length in zip(noted, before, strict=True):
            del each[length:]
        await bring(*missing)

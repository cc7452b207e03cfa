"""Import modules at their first use, in a thread, so that other requests do not wait.

Code that may not await says what it `need`s; the service then imports that and serves the call again (emulator/life/one_unit.py).
"""

import asyncio
import importlib
import threading
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any

from emulator.light.collecting import paused

one_at_a_time = threading.Lock()  # two threads that import the same packages can each wait for the other
_ready: set[str] = set()  # sys.modules has modules, too, whose import still goes on


class UnimportedError(Exception):
    """These modules are needed and have to be imported first."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def need(*names: str) -> None:
    """Raise `UnimportedError` unless these modules have been imported by `bring`. Only for code that is then served again."""
    if not _ready.issuperset(names):
        raise UnimportedError(names)


async def bring(*names: str) -> None:
    """Import these modules in a thread, unless they have been. For code that may await."""
    if not _ready.issuperset(names):
        await asyncio.to_thread(_alone, partial(_import, names))


class Imports:
    """The modules that one emulator has imported so far."""

    def __init__(self) -> None:
        self._done: dict[str, Any] = {}
        self._going: dict[str, asyncio.Task[Any]] = {}

    def missing(self, names: AbstractSet[str]) -> AbstractSet[str]:
        """Those of the names that are not imported yet."""
        return names - self._done.keys()

    def move(self) -> None:
        """Go on in another event loop: what went on in the one before begins anew."""
        self._going.clear()

    async def get(self, name: str, load: Callable[[], Any]) -> Any:
        """The result of `load`, called once per name. Concurrent callers wait for the same call."""
        if name not in self._done:
            going = self._going.get(name)
            if going is None:
                going = self._going[name] = asyncio.create_task(self._load(name, load))
            await asyncio.shield(going)
        return self._done[name]

    async def _load(self, name: str, load: Callable[[], Any]) -> None:
        try:
            self._done[name] = await asyncio.to_thread(_alone, load)
        finally:
            del self._going[name]


def _alone(load: Callable[[], Any]) -> Any:
    with one_at_a_time, paused():
        return load()


def _import(names: tuple[str, ...]) -> None:
    for name in names:
        importlib.import_module(name)
    _ready.update(names)

"""What lets a call in at each vendor: `admission.py` in the folder of its tests."""

from importlib import import_module
from typing import Any, Protocol, cast

from tests.world import World


class Admission(Protocol):
    """`OPEN` are operations that check credentials themselves, `ANYBODYS` is one that any of the credentials reach."""

    OPEN: tuple[str, ...]
    ANYBODYS: str

    def credentials(self, world: World) -> list[dict[str, Any]]:
        """Keyword arguments of httpx; with one of them, any operation can be called."""

    def without(self, world: World) -> dict[str, Any]:
        """Those of a call without credentials."""


def admission_of(vendor: str) -> Admission:
    """That of the vendor of this name."""
    return cast(Admission, import_module(f"tests.vendors.{vendor}.admission"))

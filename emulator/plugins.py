"""Installed plug-ins, found by entry points (https://packaging.python.org/specifications/entry-points)."""

from functools import cache
from importlib.metadata import Distribution, EntryPoint, entry_points
from typing import Any

OWN = "lms-emulator"

only_own = False
"""True where other distributions do not count: what a checkout says of itself is the same whatever is installed beside it."""


class PluginError(Exception):
    """Something that is installed cannot be used, or what should be there is not; the words say what to do."""


def installed(group: str) -> dict[str, Any]:
    """Import the entry points of a group and return them by name; this distribution's own come first. Raises `PluginError`."""
    found = sorted(entry_points(group=group), key=lambda point: (_distribution(point) != OWN, point.name))
    if only_own:
        found = [point for point in found if _distribution(point) == OWN]
    if not any(_distribution(point) == OWN for point in found):
        raise PluginError(
            f"the installed metadata of {OWN} names nothing for {group}: it is missing or old. "
            "Install it; in a checkout: python -m pip install --no-deps --editable ."
        )
    loaded: dict[str, Any] = {}
    for point in found:
        if point.name in loaded:
            raise PluginError(f"two installed packages have a {point.name} for {group}: uninstall one")
        loaded[point.name] = _load(point)
    return loaded


def _distribution(point: EntryPoint) -> str:
    return _name_of(point.dist) if point.dist is not None else ""


@cache
def _name_of(distribution: Distribution) -> str:
    """Its name, for which Python reads its metadata, the README with them, at each look."""
    return distribution.name


def _load(point: EntryPoint) -> Any:
    try:
        return point.load()
    except Exception as error:
        raise PluginError(
            f"{point.name} of the package {_distribution(point)} cannot be loaded from {point.value}: "
            f"{type(error).__name__}: {error}"
        ) from error

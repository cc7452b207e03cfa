"""The vendors: which are installed, and which one a path belongs to. Their packages are imported at the first call to one."""

import importlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from emulator.plugins import PluginError
from emulator.vendors.entry import Entry, installed_vendors, is_below

if TYPE_CHECKING:
    from emulator.contract.model import Contract
    from emulator.vendors.vendor import Vendor

__all__ = ["ENTRIES", "Entry", "entry_at", "every_vendor", "is_below", "load_vendor", "page_at", "table_modules"]

ENTRIES = installed_vendors()


def _first(path: str) -> str:
    """A path up to its second slash."""
    end = path.find("/", 1)
    return path if end < 0 else path[:end]


def _by_first(placed: Iterable[tuple[str, Entry]]) -> dict[str, list[tuple[str, Entry]]]:
    """Base paths with their vendors, by their first segment. Each request is looked up here, and few vendors share a segment."""
    found: dict[str, list[tuple[str, Entry]]] = {}
    for base, entry in placed:
        found.setdefault(_first(base), []).append((base, entry))
    return found


def apis_of(entries: Iterable[Entry]) -> dict[str, list[tuple[str, Entry]]]:
    """The paths of vendors' APIs, by their first segment."""
    return _by_first((root, entry) for entry in entries for root in entry.paths)


_APIS = apis_of(ENTRIES)
_PAGES = _by_first((base, entry) for entry in ENTRIES for base in entry.pages)
_loaded: dict[str, "Vendor"] = {}


def load_vendor(name: str) -> "Vendor":
    """The vendor of that name, imported at the first call. Requests use `House.vendor`, which imports in a thread. KeyError for an unknown
    name."""
    found = _loaded.get(name)
    if found is None:
        entry = next((entry for entry in ENTRIES if entry.name == name), None)
        if entry is None:
            raise KeyError(name)
        found = _loaded[name] = _load(entry)
    return found


def _load(entry: Entry) -> "Vendor":
    from emulator.vendors.errors import check_errors

    importlib.import_module(f"{entry.module}.routes")  # registers every route
    found: Vendor = importlib.import_module(f"{entry.module}.vendor").vendor
    _check_same(entry, found.contract, set(found.pages))
    found.router.complete()
    check_errors(found.contract, entry.module)
    return found


def _check_same(entry: Entry, contract: "Contract", pages: set[str]) -> None:
    """Check that an entry's facts agree with those of its vendor."""
    told = (entry.name, entry.base_path, set(entry.pages))
    found = (contract.vendor, contract.base_path, pages)
    for what, one, other in zip(("name", "base_path", "pages"), told, found, strict=True):
        if one != other:
            raise PluginError(f"{what} in the entry of {entry.name} is {one!r}, and {other!r} in its package")


def every_vendor() -> Iterator["Vendor"]:
    """All vendors, imported."""
    return (load_vendor(entry.name) for entry in ENTRIES)


def entry_at(path: str) -> Entry | None:
    """The vendor whose API this path belongs to."""
    for root, entry in _APIS.get(_first(path), ()):
        if is_below(path, root):
            return entry
    return None


def page_at(path: str) -> tuple[Entry, str] | None:
    """The vendor that serves a page at this path, with the page path that the path is at or below; None if there is none."""
    for base, entry in _PAGES.get(_first(path), ()):
        if is_below(path, base):
            return entry, base
    return None


def table_modules() -> list[str]:
    """Every module of the emulator that declares tables, for its migrations."""
    return [
        "emulator.store.file_changes",
        "emulator.store.content.kept_file",
        "emulator.sandbox.sandbox",
        "emulator.mails.outbox",
        "emulator.sandbox.owners",
        "emulator.faults.stored_rules",
        "emulator.jobs.job",
        "emulator.jobs.delivery",
        "emulator.sink.tables",
        "emulator.courseware.tables",
        "emulator.lrs.tables",
        *(f"{entry.module}.tables" for entry in ENTRIES if entry.module.startswith(f"{__name__}.")),
    ]

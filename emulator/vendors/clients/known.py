"""The clients that the installed vendors declare (`Entry.clients`)."""

from collections.abc import Iterator
from importlib import import_module

from emulator.vendors import ENTRIES, Entry
from emulator.vendors.clients.client import Client


def clients_of(entry: Entry) -> tuple[Client, ...]:
    """The clients that a vendor declares."""
    if entry.clients is None:
        return ()
    module, _, name = entry.clients.partition(":")
    found: tuple[Client, ...] = getattr(import_module(module), name)
    return found


def every_client() -> Iterator[tuple[Entry, Client]]:
    """The clients of all installed vendors."""
    return ((entry, client) for entry in ENTRIES for client in clients_of(entry))

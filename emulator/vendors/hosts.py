"""Which vendor a host name belongs to (`Entry.hosts`)."""

from functools import lru_cache

from emulator.vendors import ENTRIES, Entry


@lru_cache(1024)
def entry_of_host(host: str) -> Entry | None:
    """The vendor with this host name, in lower case; None if no vendor has it."""
    return next((entry for entry in ENTRIES for pattern in entry.hosts if _is_of(host, pattern)), None)


def is_vendors(host: str) -> bool:
    """True if the host name is a vendor's."""
    return entry_of_host(host) is not None


def _is_of(host: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:]) and len(host) > len(pattern[1:])
    return host == pattern

"""Doubts about a new fault rule: its path, method or credential is unknown. The rule is accepted, because the account may be created later,
but its creator is told."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from emulator.contract.model import Operation
from emulator.faults.known import nearest
from emulator.faults.rule import CallMatch, CallRule, Rule
from emulator.house import House
from emulator.life.fault_names import PLAYER
from emulator.problems.alike import nearest_name
from emulator.sandbox.owners import owned_by
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.world import World
from emulator.vendors import ENTRIES
from emulator.vendors.vendor import Vendor

PLAYERS = ("/launch", "/content")
MOST_REMEMBERED = 1000  # paths; comparing one path with all others takes about 10 ms
REST = "*"
"""Stands for any rest of a path below which pages are served."""


async def doubts(house: House, sandbox: Sandbox, rule: Rule) -> str | None:
    """Why a rule may never match, in words: no known operation or account has its method, path or credential. None if everything is
    known."""
    if not isinstance(rule, CallRule) or not (rule.match.path or rule.match.credential or rule.match.method):
        return None
    wanted = rule.match
    vendors = tuple([await house.vendor(entry.name) for entry in ENTRIES if wanted.vendor in (None, entry.name)])
    found = [
        _of_method(vendors, wanted),
        wanted.path and _of_path(vendors, wanted.vendor, wanted.operation, wanted.path),
        _of_credential(sandbox, vendors, wanted),
    ]
    return "; ".join(each for each in found if each) or None


def _of_method(vendors: Sequence[Vendor], wanted: CallMatch) -> str | None:
    methods = {operation.method for _, operation in _operations(vendors, wanted.operation)}
    if wanted.method is None or wanted.operation is None or wanted.method in methods:
        return None
    return f"match.method: {wanted.operation} is called by {', '.join(sorted(methods))}"


@lru_cache(MOST_REMEMBERED)
def _of_path(vendors: tuple[Vendor, ...], vendor: str | None, name: str | None, path: str) -> str | None:
    operations = list(_operations(vendors, name))
    below = [operation.path for _, operation in operations]
    whole = [each.contract.base_path + operation.path for each, operation in operations]
    pages = [] if name else _pages(vendor)
    pattern = path.rstrip("/") or path  # a slash at the end of a call's path makes no difference
    if any(meet(pattern, known) for known in (*below, *whole, *pages, *(page + REST for page in pages))):
        return None
    what = name or f"nothing{f' of {vendor}' if vendor else ''}"
    near = nearest_name(path, (*below, *whole), 0.4)
    return f"match.path: {what} has {'another path' if name else 'such a path'}" + (
        f"; the nearest is {near}" if near else ""
    )


def _of_credential(sandbox: Sandbox, vendors: Sequence[Vendor], wanted: CallMatch) -> str | None:
    name = wanted.credential
    if name is None:
        return None
    accounts = [vendor.accounts for vendor in vendors if vendor.accounts is not None]
    chosen = {vendor.name for vendor in vendors}
    known = {key for each in accounts for key in each.well_known}
    with sandbox.reading() as work:
        known |= {key for vendor, key in owned_by(work) if vendor in chosen}
        if name in known or any(each.is_called(World(sandbox, work=work), name) for each in accounts):
            return None
    known |= {entry.credential for entry in sandbox.journal if entry.credential is not None and entry.vendor in chosen}
    if name in known:
        return None
    return f"match.credential: no account {name!r} is known yet; {nearest(name, sorted(known))}"


def _operations(vendors: Sequence[Vendor], name: str | None) -> Iterable[tuple[Vendor, Operation]]:
    for vendor in vendors:
        for operation in vendor.contract.operations.values():
            if name in (None, operation.id):
                yield vendor, operation


def _pages(vendor: str | None) -> list[str]:
    served = {entry.name: entry.pages for entry in ENTRIES} | {PLAYER: PLAYERS}
    return [page for name, pages in served.items() if vendor in (None, name) for page in pages]


def meet(pattern: str, path: str) -> bool:
    """True if some text matches both. In the pattern `*` stands for any text; in the path `{name}` is a segment or a part of one, and a
    final `*` any rest. Case is ignored."""
    parts = _parts(path.casefold())
    places = {0}  # the positions in the path that the pattern read so far can reach
    for sign in pattern.casefold():
        places = set(range(min(places), len(parts) + 1)) if sign == "*" else _after(sign, parts, places)
        if not places:
            return False
    return len(parts) in places


def _parts(path: str) -> list[str]:
    """The parts of a path: single characters, `{}` for a parameter, and `*`."""
    literal, _, rest = path.partition("{")
    if not rest:
        return list(literal)
    return [*literal, "{}", *_parts(rest.partition("}")[2])]


def _after(sign: str, parts: Sequence[str], places: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for place in places:
        part = parts[place] if place < len(parts) else ""
        if part == sign:
            found.add(place + 1)
        elif part == "*" or (part == "{}" and sign != "/"):
            found |= {place, place + 1}
    return found

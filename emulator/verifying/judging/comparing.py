"""Comparing the vendor's answer with the emulator's."""

from collections.abc import Iterator
from itertools import pairwise

from emulator.verifying.judging.difference import Difference
from emulator.verifying.shapes.answer import ShapedAnswer
from emulator.verifying.shapes.forms import DATES, EMPTY, KNOWN, TEXT, UNKNOWN
from emulator.verifying.shapes.node import Node

SLOW = 5.0
"""Seconds by which the vendor may be slower than the emulator before it is reported."""
LOOSE = frozenset((TEXT, EMPTY, KNOWN, "number", "mail address", "boolean"))
"""Forms that are not compared: which one a text has depends on the data."""


def differences(
    vendor: ShapedAnswer, emulator: ShapedAnswer, *, exact: bool, slow: float = SLOW
) -> Iterator[Difference]:
    """The differences. Use `exact` if both answers are about the same data: then null, lengths, the order of entries, repeated values, and
    members that only some entries have are compared too."""
    if vendor.status != emulator.status:
        yield Difference("status", "status", str(vendor.status), str(emulator.status))
    elif vendor.reason != emulator.reason:
        yield Difference("reason", "words", vendor.reason, emulator.reason)
    if vendor.seconds - emulator.seconds > slow:
        yield Difference("time", "time", f"more than {slow:g} s later", "at once")
    if vendor.status != emulator.status:
        return  # a refusal and a success have different bodies
    yield from _headers(vendor, emulator)
    if vendor.root != emulator.root:
        yield Difference("body", "XML root", vendor.root or "none", emulator.root or "none")
    yield from _nodes("body", vendor.body, emulator.body, exact)


def _headers(vendor: ShapedAnswer, emulator: ShapedAnswer) -> Iterator[Difference]:
    for name in sorted(vendor.headers.keys() | emulator.headers.keys()):
        one, other = vendor.headers.get(name), emulator.headers.get(name)
        if one is None or other is None:
            yield Difference(f"header {name}", "member", _there(one is not None), _there(other is not None))
        elif one != other and not {one, other} <= LOOSE:
            yield Difference(f"header {name}", "form", one, other)


def _nodes(place: str, vendor: Node, emulator: Node, exact: bool) -> Iterator[Difference]:
    one, other = vendor.kinds - {"null"}, emulator.kinds - {"null"}
    if one and other and one != other and (exact or not one & other):
        yield Difference(place, "type", _listed(one), _listed(other))
        return
    if exact and ("null" in vendor.kinds) != ("null" in emulator.kinds):
        yield Difference(place, "null", _listed(vendor.kinds), _listed(emulator.kinds))
        return
    yield from _forms(place, vendor, emulator, exact)
    if exact and vendor.lengths != emulator.lengths:
        yield Difference(place, "number of entries", _lengths(vendor), _lengths(emulator))
    elif exact and vendor.entries != emulator.entries:
        yield Difference(place, "order of entries", _entries(vendor), _entries(emulator))
    yield from _members(place, vendor, emulator, exact)
    if vendor.items is not None and emulator.items is not None and vendor.items.count and emulator.items.count:
        yield from _nodes(f"{place}[]", vendor.items, emulator.items, exact)


def _forms(place: str, vendor: Node, emulator: Node, exact: bool) -> Iterator[Difference]:
    one, other = vendor.forms, emulator.forms
    told = (one | other) - LOOSE
    if one and other and told and not one & other and (exact or not _data_alone(one, other)):
        yield Difference(place, "form", _listed(one), _listed(other))
    elif exact and one and other and (EMPTY in one) != (EMPTY in other):
        yield Difference(place, "null", _listed(one), _listed(other))
    elif exact and vendor.refs != emulator.refs:
        yield Difference(place, "value", _refs(vendor), _refs(emulator))


def _data_alone(one: set[str], other: set[str]) -> bool:
    """True if the forms may differ because the data differs: a date has its form in every account, an id or a URL need not."""
    if one & DATES and other & DATES:
        return False
    return not any(
        form.startswith(("words", "standard", "other", "no words")) or form == UNKNOWN for form in one | other
    )


def _members(place: str, vendor: Node, emulator: Node, exact: bool) -> Iterator[Difference]:
    if not (vendor.objects and emulator.objects):
        return
    for name in dict.fromkeys((*vendor.order, *emulator.order)):
        below = f"{place}.{name}"
        if name not in vendor.members or name not in emulator.members:
            if exact or vendor.always(name) or emulator.always(name):
                yield Difference(below, "member", _there(name in vendor.members), _there(name in emulator.members))
        else:
            if vendor.always(name) != emulator.always(name) and exact:
                yield Difference(below, "member", _often(vendor, name), _often(emulator, name))
            yield from _nodes(below, vendor.members[name], emulator.members[name], exact)
    for one in sorted(vendor.orders):
        for other in sorted(emulator.orders):
            if (swapped := turned(one, other)) is not None:
                yield Difference(place, "order", " before ".join(swapped), " before ".join(reversed(swapped)))
                return


def turned(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str] | None:
    """Two names whose order differs between the two lists, or None."""
    at = {name: index for index, name in enumerate(other)}
    common = [name for name in one if name in at]
    return next(((first, then) for first, then in pairwise(common) if at[first] > at[then]), None)


def _there(is_there: bool) -> str:
    return "there" if is_there else "missing"


def _often(node: Node, name: str) -> str:
    return "always there" if node.always(name) else "sometimes there"


def _listed(words: set[str]) -> str:
    return " or ".join(sorted(words)) or "nothing"


def _lengths(node: Node) -> str:
    return " and ".join(map(str, node.lengths))


def _entries(node: Node) -> str:
    return ", ".join("+".join(names) or "another" for names in node.entries)


def _refs(node: Node) -> str:
    return f"what was bound as {_listed(node.refs)}" if node.refs else "something else"

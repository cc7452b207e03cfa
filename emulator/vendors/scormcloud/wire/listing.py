"""Lists: pages of ten, filtered and ordered, each with a `more` token for the next.

A page begins after the last row of the page before, by the key of the order and then the row's own number, which is unique. So rows that
are added or deleted while a client pages neither repeat nor hide others. The token contains the first call's query (documented: filters
persist) and that position; it never expires.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import ColumnElement, and_, bindparam, exists, func, select, tuple_
from sqlalchemy.sql import FromClause

from emulator.contract.model import Operation
from emulator.contract.reading import InputProblem
from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.store.search import contains, pattern_of
from emulator.store.statement import scoped
from emulator.store.tables import from_microseconds, to_microseconds
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudTag

PAGE = 10  # documented for registrations, recorded for courses
FIRST_ONLY = ("more", "includeTotalCount")

Query = dict[str, list[str]]
Key = datetime | str
Columns = Mapping[str, ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Listing:
    """The list parameters of a call: filters, order, and the position (key, number) to continue from."""

    operation: str
    query: Query
    since: datetime | None = None
    until: datetime | None = None
    datetime_filter: str = "created"
    tags: tuple[str, ...] = ()
    filter: str | None = None
    filter_by: str | None = None
    order_by: str = "created_desc"
    after: tuple[Key, int] | None = None
    count: bool = False


@dataclass(frozen=True, slots=True)
class ListShape:
    """The parts of a request that determine the SQL text of a list's statement; values are parameters."""

    equal: tuple[str, ...]
    datetime_filter: str | None
    since: bool
    until: bool
    tags: int
    filter_by: str | None
    order_by: str
    after: bool


@dataclass(frozen=True, eq=False)
class Listed:
    """A table that is listed: the select, and the names by which it can be ordered, filtered and searched.

    `number` is the column that breaks ties; `tagged` is the kind of tags that its rows can have, by `id`. The first key of a row is in the
    row itself.
    """

    source: FromClause
    columns: tuple[ColumnElement[Any], ...]
    app_id: ColumnElement[Any]
    number: ColumnElement[Any]
    orders: Columns
    equal: Columns = field(default_factory=dict)
    filters: Columns = field(default_factory=dict)
    id: ColumnElement[Any] | None = None
    tagged: str | None = None

    def page(self, world: World, listing: Listing, **equal: str | bool | None) -> tuple[list[Row], str | None]:
        """The rows of a page, and the token for the next one, or None. Sets X-Total-Count on a first page if it is requested."""
        matched = {name: value for name, value in equal.items() if value is not None}
        shape = _shape(listing, tuple(matched))
        values = self._values(world, listing, matched)
        if listing.count and listing.after is None:
            world.header("X-Total-Count", str(world.work.kept_value(_count(self, shape), **values)))
        rows = world.work.all(_select(self, shape), **values)
        if len(rows) <= PAGE:
            return rows, None
        last = rows[PAGE - 1]
        return rows[:PAGE], token_of(listing, last["order_key"], last["order_number"])

    def every(self, world: World, listing: Listing, **equal: str | bool | None) -> list[Row]:
        """Every row that passes the filters, in no order."""
        matched = {name: value for name, value in equal.items() if value is not None}
        values = self._values(world, listing, matched)
        return world.work.all(_select_every(self, _shape(listing, tuple(matched))), **values)

    def _values(self, world: World, listing: Listing, matched: Mapping[str, str | bool]) -> dict[str, Any]:
        key, number = listing.after or (None, None)
        return {
            "app_id": world.actor["id"],
            "since": listing.since,
            "until": listing.until,
            "pattern": pattern_of(listing.filter or ""),
            "tag_kind": self.tagged,
            "after_key": key,
            "after_number": number,
            **{f"equal_{name}": value for name, value in matched.items()},
            **{f"tag_{index}": tag for index, tag in enumerate(listing.tags)},
        }


def resume(call: Call, operation: Operation) -> None:
    """If the call has a token, use the token's query in place of the call's own (a client that sends its filters again is accepted)."""
    token = _given_token(call)
    if token is None:
        return
    name, query, _, _ = _read_token(token)
    if name != operation.id:
        raise InputProblem("more", f"is a token of {name}")
    others = [key for key in call.query if key != "more" and call.query[key] != query.get(key)]
    if others:
        call.world.hint(f"more carries the first call's query; ignored: {', '.join(others)}")
    call.query = {**query, "more": [token]}


def read_listing(call: Call, operation: Operation, values: Mapping[str, Any]) -> Listing:
    """The paging parameters of a call as one value. Raises `InputProblem` for a token that does not belong to this list."""
    declared = {parameter.name for parameter in operation.parameters} - set(FIRST_ONLY)
    order_by = values.get("order_by") or "created_desc"
    return Listing(
        operation=operation.id,
        query={name: texts for name, texts in call.query.items() if name in declared},
        since=values.get("since"),
        until=values.get("until"),
        datetime_filter=values.get("datetime_filter") or "created",
        tags=tuple(dict.fromkeys(values.get("tags") or ())),
        filter=values.get("filter") or None,
        filter_by=values.get("filter_by"),
        order_by=order_by,
        after=_place(call, order_by),
        count=bool(values.get("include_total_count")),
    )


def _place(call: Call, order_by: str) -> tuple[Key, int] | None:
    token = _given_token(call)
    if token is None:
        return None
    _, _, key, number = _read_token(token)
    if isinstance(key, int) != order_by.startswith(("created", "updated")):
        raise _bad_token()
    try:
        return (from_microseconds(key) if isinstance(key, int) else key), number
    except OverflowError:
        raise _bad_token() from None


def after_of(operation: str, token: str) -> tuple[Key, int]:
    """The position in a list by time that a token of this operation has. Raises `InputProblem`."""
    name, _, key, number = _read_token(token)
    if name != operation or not isinstance(key, int):
        raise _bad_token()
    try:
        return from_microseconds(key), number
    except OverflowError:
        raise _bad_token() from None


def _given_token(call: Call) -> str | None:
    texts = call.query.get("more")
    return texts[-1] or None if texts else None


def token_of(listing: Listing, key: Any, number: int) -> str:
    """The token for the page after the row with this key and number."""
    place = to_microseconds(key) if isinstance(key, datetime) else key
    content = orjson.dumps([listing.operation, listing.query, place, number])
    return urlsafe_b64encode(content).decode().rstrip("=")


def _read_token(token: str) -> tuple[str, Query, int | str, int]:
    try:
        operation, query, key, number = orjson.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (ValueError, TypeError):
        raise _bad_token() from None
    fits = (
        isinstance(operation, str)
        and isinstance(query, dict)
        and all(
            isinstance(texts, list) and texts and all(isinstance(text, str) for text in texts)
            for texts in query.values()
        )
        and type(key) in (int, str)
        and type(number) is int
        and 0 <= number < 2**63
    )
    if not fits:
        raise _bad_token()
    return operation, query, key, number


def _bad_token() -> InputProblem:
    return InputProblem("more", "is not a token of this list")


def _shape(listing: Listing, equal: tuple[str, ...]) -> ListShape:
    bounded = listing.since is not None or listing.until is not None
    return ListShape(
        equal=equal,
        datetime_filter=listing.datetime_filter if bounded else None,
        since=listing.since is not None,
        until=listing.until is not None,
        tags=len(listing.tags),
        filter_by=listing.filter_by if listing.filter is not None else None,
        order_by=listing.order_by,
        after=listing.after is not None,
    )


@lru_cache(maxsize=500)
def _select(listed: Listed, shape: ListShape) -> Statement:
    name, _, direction = shape.order_by.rpartition("_")
    key, number = listed.orders[name], listed.number
    wanted = _wanted(listed, shape)
    if shape.after:
        here = tuple_(key, number)
        place = tuple_(bindparam("after_key", type_=key.type), bindparam("after_number", type_=number.type))
        wanted.append(here < place if direction == "desc" else here > place)
    order = (key.desc(), number.desc()) if direction == "desc" else (key.asc(), number.asc())
    shown = (*listed.columns, key.label("order_key"), number.label("order_number"))
    return Statement(select(*shown).select_from(listed.source).where(and_(*wanted)).order_by(*order).limit(PAGE + 1))


@lru_cache(maxsize=500)
def _select_every(listed: Listed, shape: ListShape) -> Statement:
    return Statement(select(*listed.columns).select_from(listed.source).where(and_(*_wanted(listed, shape))))


@lru_cache(maxsize=500)
def _count(listed: Listed, shape: ListShape) -> Statement:
    return Statement(select(func.count(listed.number)).select_from(listed.source).where(and_(*_wanted(listed, shape))))


def _wanted(listed: Listed, shape: ListShape) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [listed.app_id == bindparam("app_id")]
    wanted += [listed.equal[name] == bindparam(f"equal_{name}") for name in shape.equal]
    if shape.datetime_filter is not None:
        moment = listed.orders[shape.datetime_filter]
        if shape.since:
            wanted.append(moment >= bindparam("since", type_=moment.type))
        if shape.until:
            wanted.append(moment <= bindparam("until", type_=moment.type))
    if shape.tags:
        wanted.append(
            _has_tag(listed, ScormCloudTag.tag.in_([bindparam(f"tag_{index}") for index in range(shape.tags)]))
        )
    # Documented: a match anywhere in the text. Inferred: in any case.
    if shape.filter_by == "tags":
        wanted.append(_has_tag(listed, contains(ScormCloudTag.tag, "pattern")))
    elif shape.filter_by is not None:
        wanted.append(contains(listed.filters[shape.filter_by], "pattern"))
    return wanted


def _has_tag(listed: Listed, which: ColumnElement[bool]) -> ColumnElement[bool]:
    tag = ScormCloudTag
    return exists(
        select(tag.tag).where(
            scoped(tag.__table__),
            tag.app_id == bindparam("app_id"),
            tag.kind == bindparam("tag_kind"),
            tag.subject_id == listed.id,
            which,
        )
    )

"""Find statements: the filters of a GET, and pages of results.

Each filter is one key in the table of references, whose primary key has the order of time, so a page of one filter is a walk
along an index. With several filters, the rarest one is walked, and the others are looked up at each step.
"""

import math
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import BigInteger, Integer, bindparam, or_, select

from emulator.light.records import dataclass
from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.statements import shapes
from emulator.lrs.statements.agents import identifier_of
from emulator.lrs.statements.formats import is_format, moment_of
from emulator.lrs.statements.references import (
    ACTIVITY,
    AGENT,
    ALL,
    CREDENTIAL,
    REGISTRATION,
    RELATED_ACTIVITY,
    RELATED_AGENT,
    VERB,
    key_of,
)
from emulator.lrs.statements.validation import check, parse
from emulator.lrs.tables import XapiReference, XapiStatement
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row, Statement
from emulator.store.tables import from_microseconds, to_microseconds

MOST = 500  # statements of a page at most; the caller may ask for fewer
REACH = 200  # how many references of each of several keys are passed over to see which of them finds least
EARLIEST = to_microseconds(datetime.min.replace(tzinfo=UTC))
LATEST = to_microseconds(datetime.max.replace(tzinfo=UTC))
FORMATS = ("exact", "ids", "canonical")
_TABLE = XapiReference.__table__
_S = XapiStatement.__table__.c


@dataclass(frozen=True, slots=True)
class Query:
    """The query of a GET. `keys` are those of its filters, `after` is the (stored, number) at which the previous page ended.

    `since` and `until` are microseconds since 1970. `language` is only for the format `canonical`.
    """

    keys: tuple[int, ...]
    since: int | None = None
    until: int | None = None
    limit: int = MOST
    ascending: bool = False
    format: str = "exact"
    attachments: bool = False
    after: tuple[int, int] | None = None


def read_query(call: LrsCall, values: dict[str, str]) -> Query:
    """Read the query from the parameters of a GET. 400 for an invalid value."""
    if "more" in values:
        return _resumed(call, values["more"])
    keys = []
    if "agent" in values:
        agent = read_agent(values["agent"])
        kind = RELATED_AGENT if read_flag(values, "related_agents") else AGENT
        identifier = identifier_of(agent)
        if identifier is None:
            raise LrsError(400, "agent: an anonymous Group cannot be asked for")
        keys.append(key_of(call.lrs, kind, identifier))
    if "verb" in values:
        keys.append(key_of(call.lrs, VERB, read_text(values, "verb", shapes.IRI)))
    if "activity" in values:
        kind = RELATED_ACTIVITY if read_flag(values, "related_activities") else ACTIVITY
        keys.append(key_of(call.lrs, kind, read_text(values, "activity", shapes.IRI)))
    if "registration" in values:
        keys.append(key_of(call.lrs, REGISTRATION, read_text(values, "registration", shapes.UUID).lower()))
    for name in ("related_agents", "related_activities"):
        read_flag(values, name)
    return Query(
        keys=tuple(keys),
        since=read_moment(values, "since"),
        until=read_moment(values, "until"),
        limit=_read_limit(values),
        ascending=read_flag(values, "ascending"),
        format=_read_format(values),
        attachments=read_flag(values, "attachments"),
    )


def find_page(call: LrsCall, query: Query) -> tuple[list[Row], str | None]:
    """The rows of a page of statements that are not voided, and the token of the page after it, if there is one."""
    found: dict[int, Row] = {}
    after = query.after
    while True:
        rows = _walk(call, query, after)
        for row in rows:
            found.setdefault(row["number"], row)
        # a statement is found once for itself and once for each that it refers to; so a walk may have fewer than it has rows
        if len(found) > query.limit or len(rows) <= query.limit:
            break
        after = (to_microseconds(rows[-1]["stored"]), rows[-1]["number"])
    page = list(found.values())[: query.limit]
    if len(found) <= query.limit:
        return page, None
    last = (to_microseconds(page[-1]["stored"]), page[-1]["number"])
    return page, _token({**asdict(query), "after": last})


def read_agent(text: str) -> JsonObject:
    """An Agent or Group that is sent as JSON in a parameter. 400 for anything else."""
    value = parse(text.encode(errors="surrogatepass"), "agent")
    check(value, shapes.ACTOR, "agent")
    agent: JsonObject = value
    return agent


def read_text(values: dict[str, str], name: str, kind: str) -> str:
    """A parameter of a format. 400 if it is missing or invalid."""
    value = values.get(name)
    if value is None:
        raise LrsError(400, f"{name}: is required")
    if not is_format(kind, value):
        raise LrsError(400, f"{name}: must be {kind}")
    return value


def read_flag(values: dict[str, str], name: str) -> bool:
    """A parameter that is `true` or `false`; false if it is missing."""
    value = values.get(name, "false").lower()
    if value not in ("true", "false"):
        raise LrsError(400, f"{name}: must be true or false")
    return value == "true"


def read_moment(values: dict[str, str], name: str) -> int | None:
    """A parameter that is a timestamp, as microseconds since 1970; None if it is missing."""
    if name not in values:
        return None
    moment = moment_of(values[name])
    if moment is None:
        raise LrsError(400, f"{name}: must be an ISO 8601 timestamp")
    return to_microseconds(moment)


def _read_limit(values: dict[str, str]) -> int:
    text = values.get("limit", "0")
    if not (text.isascii() and text.isdigit()):
        raise LrsError(400, "limit: must be a whole number, 0 or greater")
    return min(int(text[:9]) or MOST, MOST)  # 0 is as many as the server gives (Communication 2.1.3)


def _read_format(values: dict[str, str]) -> str:
    value = values.get("format", "exact")
    if value not in FORMATS:
        raise LrsError(400, f"format: must be {', '.join(FORMATS)}")
    return value


def _walk(call: LrsCall, query: Query, after: tuple[int, int] | None) -> list[Row]:
    keys = list(query.keys)
    alone = call.caller.may_read != "all"
    values = {
        "lrs": call.lrs,
        "since": from_microseconds(EARLIEST if query.since is None else max(query.since, EARLIEST)),
        "until": from_microseconds(LATEST if query.until is None else query.until),
        "after": from_microseconds(after[0] if after else 0),
        "after_number": after[1] if after else 0,
        "most": query.limit + 1,
    }
    if len(keys) > 1:
        keys = _rarest_first(call, keys, values, ascending=query.ascending)
    if alone:
        keys.append(key_of(call.lrs, CREDENTIAL, call.caller.credential))
    if not keys:
        keys = [key_of(call.lrs, ALL, "")]
    statement = _walking(len(keys), alone=alone, ascending=query.ascending, after=after is not None)
    return call.world.work.all(statement, **values, **{f"key_{at}": key for at, key in enumerate(keys)})


@cache
def _walking(keys: int, *, alone: bool, ascending: bool, after: bool) -> Statement:
    """The statement that walks along this many keys; `alone` is true if the last of them is a key that each
    statement has only for itself.
    """
    tables: list[Any] = [_TABLE, *(_TABLE.alias(f"r{at}") for at in range(1, keys))]
    first = tables[0].c
    wanted = [
        first.stored > bindparam("since", type_=first.stored.type),
        first.stored <= bindparam("until", type_=first.stored.type),
        _S.number == first.number,
        _S.lrs == bindparam("lrs"),
        _S.voided.is_(False),
    ]
    for at, table in enumerate(tables):
        wanted.append(table.c.key == bindparam(f"key_{at}"))
        if at == 0:
            continue
        wanted += [table.c.stored == first.stored, table.c.number == first.number]
        wanted.append(table.c.source == (0 if alone and at == keys - 1 else first.source))
    if after:
        moment, number = bindparam("after", type_=first.stored.type), bindparam("after_number", type_=BigInteger)
        if ascending:
            wanted += [first.stored >= moment, or_(first.stored > moment, first.number > number)]
        else:
            wanted += [first.stored <= moment, or_(first.stored < moment, first.number < number)]
    order = (first.stored, first.number) if ascending else (first.stored.desc(), first.number.desc())
    columns = (_S.number, _S.id, _S.stored, _S.document)
    core = select(*columns).where(*wanted).order_by(*order).limit(bindparam("most", type_=Integer))
    return Statement(core)


def _rarest_first(call: LrsCall, keys: list[int], values: dict[str, Any], *, ascending: bool) -> list[int]:
    """The keys with the rarest one first: the one whose first references reach furthest from the start of the walk."""
    reach = _reach(ascending=ascending)
    moments = [call.world.work.value(reach, key=key, since=values["since"], until=values["until"]) for key in keys]
    # None: there are fewer references than that
    ranks = [-math.inf if at is None else to_microseconds(at) * (-1 if ascending else 1) for at in moments]
    return [key for _, key in sorted(zip(ranks, keys, strict=True))]


@cache
def _reach(*, ascending: bool) -> Statement:
    stored = _TABLE.c.stored
    return Statement(
        select(stored)
        .where(_TABLE.c.key == bindparam("key"))
        .where(stored > bindparam("since", type_=stored.type), stored <= bindparam("until", type_=stored.type))
        .order_by(stored if ascending else stored.desc())
        .limit(1)
        .offset(REACH)
    )


def _token(query: dict[str, Any]) -> str:
    return urlsafe_b64encode(orjson.dumps(query)).decode().rstrip("=")


def _resumed(call: LrsCall, token: str) -> Query:
    """The query that a page before this one was found by: its filters are in the token."""
    try:
        held = orjson.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        query = Query(**{**held, "keys": tuple(held["keys"]), "after": tuple(held["after"])})
    except (ValueError, TypeError, KeyError):
        query = None
    if query is None or not _is_sound(query):
        raise LrsError(400, "more: is no token of this LRS")
    return query


def _is_sound(query: Query) -> bool:
    """True if a query from outside has a form that `read_query` makes."""
    moments = [EARLIEST if each is None else each for each in (query.since, query.until)]
    if query.after is None or len(query.after) != 2 or len(query.keys) > 4 or query.format not in FORMATS:
        return False
    numbers = [*query.keys, *query.after, query.limit, *moments]
    if not all(type(each) is int and abs(each) < 2**63 for each in numbers) or not 1 <= query.limit <= MOST:
        return False
    return all(EARLIEST <= each <= LATEST for each in (*moments, query.after[0]))

"""Store statements: check them, complete them, and index them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import bindparam, select

from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.statements import activities, comparing, references
from emulator.lrs.statements.comparing import list_activities
from emulator.lrs.statements.formats import moment_of, timestamp_of
from emulator.lrs.statements.references import ALL, CREDENTIAL, LABEL, TARGET, key_of
from emulator.lrs.statements.shapes import STATEMENTS, VOIDED
from emulator.lrs.statements.validation import check
from emulator.lrs.tables import XapiReference, XapiStatement
from emulator.store import json_text
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row, Statement

_R = XapiReference.__table__.c
_TARGETING = Statement(select(_R.number, _R.stored).where(_R.key == bindparam("key")).distinct())


def accept(call: LrsCall, sent: Any) -> list[JsonObject]:
    """Check the statements of a request, one or a list. 400 if one is wrong, before any is stored."""
    listed = sent if isinstance(sent, list) else [sent]
    for number, statement in enumerate(listed):
        shape = STATEMENTS[_version_of(call, statement)]
        check(statement, shape, f"statement[{number}]" if isinstance(sent, list) else "statement")
    ids = [statement["id"].lower() for statement in listed if "id" in statement]
    if len(set(ids)) != len(ids):
        raise LrsError(400, "two statements of one request have the same id")
    return listed


def _version_of(call: LrsCall, statement: Any) -> str:
    """Which version's rules hold for a statement. 2.0 takes statements of 1.0.x too: they are held to 1.0.3."""
    version = statement.get("version") if isinstance(statement, dict) else None
    return "1.0.3" if isinstance(version, str) and version.startswith("1.") else call.version


def store(call: LrsCall, statements: list[JsonObject]) -> list[str]:
    """Store statements in their order; returns their ids. 409 for a statement that differs from the stored one with its id."""
    now = call.now()
    fresh = []
    ids = []
    for statement in statements:
        statement_id = statement["id"].lower() if "id" in statement else call.world.ids.uuid()
        ids.append(statement_id)
        row = _row(call, statement_id)
        if row is None:
            fresh.append(_store(call, {**statement, "id": statement_id}, now))
        elif not _is_same(row, statement):
            raise LrsError(409, f"statement {statement_id} is stored already, and is not the same")
    if fresh and call.stored is not None:
        call.stored(call, fresh)
    return ids


def is_stored(call: LrsCall, statement: JsonObject) -> bool:
    """True if the same statement (id and content) is stored already."""
    row = _row(call, statement["id"]) if "id" in statement else None
    return row is not None and _is_same(row, statement)


def find(call: LrsCall, statement_id: str, *, voided: bool) -> Row | None:
    """The row of a statement, voided or not as asked; None if it does not exist or the caller may not see it."""
    row = _row(call, statement_id)
    if row is None or row["voided"] != voided:
        return None
    own = row["credential"] == call.caller.credential
    return row if own or call.caller.may_read == "all" else None


def _row(call: LrsCall, statement_id: str) -> Row | None:
    return call.world.work.get(XapiStatement, **call.key(id=statement_id.lower()))


def _store(call: LrsCall, statement: JsonObject, now: Any) -> JsonObject:
    number = call.world.ids.number("xapi.statement")
    document = _completed(call, statement, now)
    referring = call.world.work.all(_TARGETING, key=key_of(call.lrs, TARGET, statement["id"]))
    row: Row = {
        "lrs": call.lrs,
        "id": statement["id"],
        "number": number,
        "stored": now,
        "credential": call.caller.credential,
        "voided": bool(referring) and _is_voided(call, document, referring),
        "document": _written(document),
    }
    call.world.work.insert(XapiStatement, row)
    named = _index(call, row, document)
    for found in referring:
        _hand_on(call, found, named, number)
    if document["verb"]["id"] == VOIDED:
        _void(call, document["object"]["id"])
    for activity in references.activities_in(document):
        activities.learn(call, activity)
    return document


def _completed(call: LrsCall, statement: JsonObject, now: Any) -> JsonObject:
    """A statement with the members that the LRS sets: id, stored, timestamp, authority and version; contextActivities as lists."""
    document = {**statement, "stored": timestamp_of(now), "authority": call.caller.authority}
    document["timestamp"] = _timestamp(call, statement["timestamp"]) if "timestamp" in statement else document["stored"]
    # 1.0.3: a statement without a version is of 1.0.0
    document.setdefault("version", "1.0.0" if call.version == "1.0.3" else call.version)
    list_activities(document)
    if document["object"].get("objectType") == "SubStatement":
        document["object"] = dict(document["object"])
        list_activities(document["object"])
    return document


def _timestamp(call: LrsCall, text: str) -> str:
    """1.0.3 keeps a timestamp as it is, 2.0 turns it into UTC."""
    if call.version == "1.0.3":
        return text
    moment = moment_of(text)
    assert moment is not None
    return text if text.endswith("Z") else timestamp_of(moment)


def _written(document: JsonObject) -> str:
    try:
        return json_text.write(document).decode()
    except TypeError:  # a number of more than 64 bits
        raise LrsError(400, "the statement has a value that cannot be kept") from None


def _is_same(row: Row, statement: JsonObject) -> bool:
    return comparing.is_same(json_text.read(row["document"]), statement)


def _index(call: LrsCall, row: Row, document: JsonObject) -> set[tuple[int, int]]:
    """Write the keys of a statement; returns those keys that also find the statements that refer to it.

    The keys are what it names, and what the statement it refers to names: filters see through a StatementRef (Communication 2.1.3),
    in whichever order the two arrived.
    """
    number, lrs = row["number"], call.lrs
    # what belongs to the statement alone, and is not seen through a StatementRef, has the source 0
    alone = {(key_of(lrs, ALL, ""), 0), (key_of(lrs, CREDENTIAL, row["credential"]), 0)}
    named = {
        (key_of(lrs, kind, value), source)
        for source, each in _chain(call, number, document)
        for kind, value in references.named_in(each)
    }
    labels = call.labels(call, document) if call.labels is not None else ()
    _insert(call, row, named | alone | {(key_of(lrs, LABEL, label), number) for label in labels})
    return named


def _hand_on(call: LrsCall, found: Row, named: set[tuple[int, int]], number: int) -> None:
    """Index `found` under the keys of the new statement, because it refers to it (directly or through others)."""
    row = call.world.work.get(XapiStatement, number=found["number"])
    assert row is not None
    known = {source for source, _ in _chain(call, row["number"], json_text.read(row["document"]), stop=number)}
    _insert(call, found, {(key, source) for key, source in named if source not in known})


def _chain(call: LrsCall, number: int, document: JsonObject, stop: int = 0) -> Iterator[tuple[int, JsonObject]]:
    """A statement, the one that it refers to, and so on, each once, up to but without `stop`."""
    seen: set[int] = set()
    while number not in seen and number != stop:
        seen.add(number)
        yield number, document
        about = document["object"]
        row = _row(call, about["id"]) if about.get("objectType") == "StatementRef" else None
        if row is None:
            return
        number, document = row["number"], json_text.read(row["document"])


def _insert(call: LrsCall, row: Row, pairs: set[tuple[int, int]]) -> None:
    rows = [
        {"key": key, "stored": row["stored"], "number": row["number"], "source": source}
        for key, source in sorted(pairs)
    ]
    call.world.work.insert_all(XapiReference, rows)


def _is_voided(call: LrsCall, document: JsonObject, referring: list[Row]) -> bool:
    """True if an earlier statement that refers to this one voids it."""
    if document["verb"]["id"] == VOIDED:
        return False
    for found in referring:
        row = call.world.work.get(XapiStatement, number=found["number"])
        assert row is not None
        about = json_text.read(row["document"])
        if about["verb"]["id"] == VOIDED and about["object"]["id"].lower() == document["id"]:
            return True
    return False


def _void(call: LrsCall, statement_id: str) -> None:
    """Void a statement. One that voids another cannot be voided: then nothing happens (Data 2.3.2)."""
    row = _row(call, statement_id)
    if row is not None and json_text.read(row["document"])["verb"]["id"] != VOIDED:
        call.world.work.update(XapiStatement, {"number": row["number"]}, {"voided": True})

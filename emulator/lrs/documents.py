"""Documents: state, activity profiles and agent profiles, with the concurrency of ETags."""

from datetime import datetime
from email.utils import format_datetime
from hashlib import sha1
from typing import Any

import orjson
from sqlalchemy import bindparam, select

from emulator.http import Reply
from emulator.light.records import dataclass
from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.tables import XapiDocument
from emulator.store import json_text
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row, Statement

_D = XapiDocument.__table__.c
_LISTED = Statement(
    select(_D.id, _D.registration, _D.updated)
    .where(
        _D.lrs == bindparam("lrs"),
        _D.kind == bindparam("kind"),
        _D.activity == bindparam("activity"),
        _D.agent == bindparam("agent"),
    )
    .order_by(_D.updated, _D.id)
)
STATE, ACTIVITY_PROFILE, AGENT_PROFILE = "state", "activity", "agent"


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where documents are: of which kind, of whom and of what. `registration` None means of any, for a list."""

    kind: str
    activity: str = ""
    agent: str = ""
    registration: str | None = None

    def key(self, call: LrsCall, document_id: str) -> JsonObject:
        """The columns of one document. Without a registration, it is the document without one."""
        return call.key(
            kind=self.kind,
            activity=self.activity,
            agent=self.agent,
            registration=self.registration or "",
            id=document_id,
        )


@dataclass(frozen=True, slots=True)
class Conditions:
    """The headers If-Match and If-None-Match."""

    match: str | None
    none_match: str | None


def read(call: LrsCall, place: DocumentPlace, document_id: str) -> Reply:
    """A document as it was sent. 404 if it does not exist."""
    row = _row(call, place, document_id)
    if row is None:
        raise LrsError(404, "there is no such document")
    headers = [("ETag", _etag(row)), ("Last-Modified", format_datetime(row["updated"], usegmt=True))]
    return Reply(200, row["content"], row["content_type"], headers)


def ids(call: LrsCall, place: DocumentPlace, since: datetime | None) -> Reply:
    """The ids of the documents of a place that were stored or changed since a moment."""
    rows = [row for row in _listed(call, place) if since is None or row["updated"] > since]
    latest = max((row["updated"] for row in rows), default=call.now())
    listed = list(dict.fromkeys(row["id"] for row in rows))
    headers = [("Last-Modified", format_datetime(latest, usegmt=True))]
    return Reply(200, orjson.dumps(listed), "application/json", headers)


def put(
    call: LrsCall, place: DocumentPlace, document_id: str, body: bytes, content_type: str, conditions: Conditions
) -> Reply:
    """Set a document. 412 by its conditions; 409 for a profile that exists and is set without any (Communication 3.1)."""
    row = _row(call, place, document_id)
    _check_conditions(row, conditions)
    if _is_json(content_type):
        _parsed(body)
    # 1.0.3 asks for conditions with profiles only, 2.0 with every document
    guarded = place.kind != STATE or call.version != "1.0.3"
    if row is not None and guarded and conditions.match is None and conditions.none_match is None:
        raise LrsError(
            409, "the document exists: send its ETag as If-Match to replace it, or If-None-Match: * to create it only"
        )
    _keep(call, place, document_id, row, body, content_type)
    return Reply(204)


def post(
    call: LrsCall, place: DocumentPlace, document_id: str, body: bytes, content_type: str, conditions: Conditions
) -> Reply:
    """Merge JSON into a document, or create it. 400 if either of the merged documents is not a JSON object (Communication 2.2)."""
    row = _row(call, place, document_id)
    _check_conditions(row, conditions)
    new = _parsed(body) if _is_json(content_type) else None
    if row is not None:
        old = _parsed(row["content"]) if _is_json(row["content_type"]) else None
        if not isinstance(old, dict) or not isinstance(new, dict):
            raise LrsError(400, "a document can be merged only if it and what is posted are JSON objects")
        body = _merged(old, new)
    _keep(call, place, document_id, row, body, content_type)
    return Reply(204)


def delete(call: LrsCall, place: DocumentPlace, document_id: str, conditions: Conditions) -> Reply:
    """Delete a document; it is not an error if it does not exist."""
    _check_conditions(_row(call, place, document_id), conditions)
    call.world.work.delete(XapiDocument, **place.key(call, document_id))
    return Reply(204)


def delete_all(call: LrsCall, place: DocumentPlace) -> Reply:
    """Delete every document of a place."""
    for row in _listed(call, place):
        key = {**place.key(call, row["id"]), "registration": row["registration"]}
        call.world.work.delete(XapiDocument, **key)
    return Reply(204)


def set_document(call: LrsCall, place: DocumentPlace, document_id: str, value: Any) -> None:
    """Set a JSON document that the LRS's owner writes: no conditions."""
    row = _row(call, place, document_id)
    _keep(call, place, document_id, row, json_text.write(value), "application/json")


def _row(call: LrsCall, place: DocumentPlace, document_id: str) -> Row | None:
    return call.world.work.get(XapiDocument, **place.key(call, document_id))


def _listed(call: LrsCall, place: DocumentPlace) -> list[Row]:
    rows = call.world.work.all(_LISTED, **call.key(kind=place.kind, activity=place.activity, agent=place.agent))
    return [row for row in rows if place.registration is None or row["registration"] == place.registration]


def _keep(
    call: LrsCall, place: DocumentPlace, document_id: str, row: Row | None, body: bytes, content_type: str
) -> None:
    held = {"content": body, "content_type": content_type, "updated": call.now()}
    key = place.key(call, document_id)
    if row is None:
        call.world.work.insert(XapiDocument, {**key, **held})
    else:
        call.world.work.update(XapiDocument, key, held)


def _etag(row: Row) -> str:
    # 1.0.3 asks for the SHA-1 of the content in hexadecimal digits
    return f'"{sha1(row["content"], usedforsecurity=False).hexdigest()}"'


def _check_conditions(row: Row | None, conditions: Conditions) -> None:
    tag = None if row is None else _etag(row)
    if conditions.match is not None and not _matches(tag, conditions.match):
        raise LrsError(412, f"If-Match: the document {'has the ETag ' + tag if tag else 'does not exist'}")
    if conditions.none_match is not None and _matches(tag, conditions.none_match):
        raise LrsError(412, f"If-None-Match: the document exists, with the ETag {tag}")


def _matches(tag: str | None, header: str) -> bool:
    wanted = [part.strip().removeprefix("W/") for part in header.split(",")]
    return tag is not None and ("*" in wanted or tag in wanted)


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _parsed(body: bytes) -> Any:
    try:
        return json_text.read(body)
    except ValueError:
        raise LrsError(400, "the document is called application/json and is not JSON") from None


def _merged(old: JsonObject, new: JsonObject) -> bytes:
    try:
        return json_text.write({**old, **new})
    except TypeError:
        raise LrsError(400, "the document has a value that cannot be kept") from None

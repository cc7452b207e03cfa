"""The resource `statements`: store statements, get one by its id, and query them."""

from email.utils import format_datetime
from hashlib import blake2b

import orjson

from emulator.http import Reply
from emulator.lrs.asking import Ask
from emulator.lrs.cmi5 import cmi5
from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.statements import attachments, finding, shapes, statements
from emulator.lrs.statements.multipart_mixed import MIXED, join, split
from emulator.lrs.statements.presenting import languages_of, shown
from emulator.lrs.statements.validation import parse
from emulator.store import json_text
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row

JSON = "application/json"


def post(call: LrsCall, ask: Ask) -> Reply:
    """Store one statement or a list; returns the ids."""
    received = _received(call, ask)
    stored = statements.store(call, received)
    cmi5.settle(call, received)
    return Reply(200, orjson.dumps(stored), JSON)


def put(call: LrsCall, ask: Ask) -> Reply:
    """Store one statement under the id of the parameter."""
    statement_id = finding.read_text(ask.values, "statementId", shapes.UUID)
    received = _received(call, ask, statement_id)
    statements.store(call, received)
    cmi5.settle(call, received)
    return Reply(204)


def get(call: LrsCall, ask: Ask) -> Reply:
    """One statement, voided or not, or a page of the statements that match the filters."""
    singles = [name for name in ("statementId", "voidedStatementId") if name in ask.values]
    if not singles:
        return _page(call, ask)
    others = set(ask.values) - {"attachments", "format"}
    if len(others) > 1:
        raise LrsError(400, f"{singles[0]} goes with no other parameter but attachments and format")
    query = finding.read_query(call, {name: ask.values[name] for name in set(ask.values) - others})
    statement_id = finding.read_text(ask.values, singles[0], shapes.UUID)
    row = statements.find(call, statement_id, voided=singles[0] == "voidedStatementId")
    if row is None:
        raise LrsError(404, f"there is no such statement {'that is voided' if 'voided' in singles[0] else ''}".strip())
    text = shown(call, row["document"], query.format, languages_of(ask.headers.get("accept-language")))
    reply = _with_attachments(call, text, [row]) if query.attachments else Reply(200, text, JSON)
    reply.headers.append(("Last-Modified", format_datetime(row["stored"], usegmt=True)))
    return reply


def _page(call: LrsCall, ask: Ask) -> Reply:
    query = finding.read_query(call, ask.values)
    rows, token = finding.find_page(call, query)
    languages = languages_of(ask.headers.get("accept-language"))
    listed = b",".join(shown(call, row["document"], query.format, languages) for row in rows)
    more = f"{call.root}/statements?more={token}" if token else ""
    text = b'{"statements":[' + listed + b'],"more":' + orjson.dumps(more) + b"}"
    return _with_attachments(call, text, rows) if query.attachments else Reply(200, text, JSON)


def _with_attachments(call: LrsCall, text: bytes, rows: list[Row]) -> Reply:
    contents = attachments.contents_of(call, [json_text.read(row["document"]) for row in rows])
    # a boundary must not occur in what it parts, so it is a hash of all that
    boundary = f"lrs-{_digest(text, *(content for _, _, content in contents))}"
    return Reply(200, join(boundary, text, contents), f"{MIXED}; boundary={boundary}")


def _digest(*texts: bytes) -> str:
    digest = blake2b(digest_size=16)
    for text in texts:
        digest.update(text)
    return digest.hexdigest()


def _received(call: LrsCall, ask: Ask, statement_id: str | None = None) -> list[JsonObject]:
    """The statements of the body, checked, with the content of their attachments kept."""
    media, body, parts = ask.media_type(), ask.body, []
    if media == MIXED:
        first, *parts = split(ask.headers["content-type"], body)
        if first.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
            raise LrsError(400, "the first part must have the Content-Type application/json")
        body = first.content
    elif media != JSON:
        raise LrsError(400, "the Content-Type must be application/json or multipart/mixed")
    sent = parse(body, "the body")
    if statement_id is not None:
        if not isinstance(sent, dict):
            raise LrsError(400, "the body must be one statement")
        if str(sent.setdefault("id", statement_id)).lower() != statement_id.lower():
            raise LrsError(400, "statementId is not the id of the statement")
    received = statements.accept(call, sent)
    if call.caller.session is not None:
        cmi5.check(call, received)
    attachments.receive(call, received, parts)
    return received

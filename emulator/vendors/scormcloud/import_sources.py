"""Where the content of an import comes from: an upload, a URL, or a reference."""

from typing import Any

import orjson

from emulator.contract.reading import InputProblem
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.errors import BadRequest
from emulator.vendors.scormcloud.routing import contract

Source = dict[str, Any]

REFERENCES = ("fetch_request", "media_file_reference_request", "connector_reference_request")
NAMES = {field.key: field.name for field in contract.schemas["ImportRequestSchema"].fields}
NO_EFFECT = "metadata of a media file has no effect on a zip"


def uploaded(call: Call, body: dict[str, Any]) -> Source:
    """The uploaded file; 400 without one (inferred: the vendor's page calls it optional)."""
    if body["file"] is None:
        raise BadRequest(why="file: is required", hint="the part of the multipart body must be called file")
    if body["content_metadata"]:
        _check_metadata(body["content_metadata"])
        call.hint(NO_EFFECT)
    return {"upload": body["file"], "content_type": body["uploaded_content_type"]}


def fetched(call: Call, body: dict[str, Any]) -> Source:
    """The URL to fetch."""
    if not body["url"]:
        raise BadRequest(why="url: must not be empty")
    if body.get("media_file_metadata"):
        call.hint(NO_EFFECT)
    return {"url": body["url"], "content_type": body.get("content_type") or "application/zip"}


def referenced(call: Call, body: dict[str, Any]) -> Source:
    """Exactly one of the three kinds of reference (documented)."""
    given = [name for name in REFERENCES if body.get(name) is not None]
    if len(given) != 1:
        raise BadRequest(why=f"body: must have exactly one of {', '.join(NAMES.values())}")
    if given == ["fetch_request"]:
        return fetched(call, body["fetch_request"])
    name = NAMES[given[0]]
    raise BadRequest(why=f"body.{name}: is not supported", hint=f"lms-emulator does not import by {name} yet")


def _check_metadata(text: str) -> None:
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError:
        data = None
    if not isinstance(data, dict):
        raise InputProblem("contentMetadata", "must be a JSON object")

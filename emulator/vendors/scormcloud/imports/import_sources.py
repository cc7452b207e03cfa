"""The source of an import's content: an upload, a URL, or a reference."""

from typing import Any, cast

from emulator.contract.reading import InputProblem
from emulator.courseware.readers.media import MEDIA_TYPES
from emulator.sandbox.world import World
from emulator.store import json_text
from emulator.vendors.scormcloud.errors import BadRequest, ReferenceNotServed
from emulator.vendors.scormcloud.routing import contract
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.wire.reading import ScormCloudReader

Source = dict[str, Any]

REFERENCES = ("fetch_request", "media_file_reference_request", "connector_reference_request")
NAMES = {field.key: field.name for field in contract.schemas["ImportRequestSchema"].fields}
ELSEWHERE = ("youtube", "url")  # content types of references (documented) that are not media files
COPIED = "the media file is fetched now and played from here; the vendor plays it from where it is"
NO_CONNECTORS = "lms-emulator cannot play LTI tools of other servers, and a connector brings nothing else"
NO_EFFECT = "metadata of a media file has no effect on a package"
_METADATA = contract.schemas["MediaFileMetadataSchema"]
_reader = ScormCloudReader(contract)


def uploaded(world: World, body: Row) -> Source:
    """The uploaded file; 400 without one (inferred: the vendor's page calls it optional)."""
    if body["file"] is None:
        raise BadRequest(why="file: is required", hint="the part of the multipart body must be called file")
    metadata = _metadata(world, body["content_metadata"]) if body["content_metadata"] else None
    return _source(world, {"upload": body["file"]}, body["uploaded_content_type"], metadata)


def fetched(world: World, body: Row) -> Source:
    """The source for a URL that is to be fetched."""
    if not body["url"]:
        raise BadRequest(why="url: must not be empty")
    content_type = body.get("content_type") or "application/zip"
    return _source(world, {"url": body["url"]}, content_type, body.get("media_file_metadata"))


def referenced(world: World, body: Row) -> Source:
    """The source for a reference. It must have exactly one of the three kinds (documented)."""
    given = [name for name in REFERENCES if body.get(name) is not None]
    if len(given) != 1:
        raise BadRequest(why=f"body: must have exactly one of {', '.join(NAMES.values())}")
    if given == ["fetch_request"]:
        return fetched(world, body["fetch_request"])
    if given == ["connector_reference_request"]:
        raise ReferenceNotServed(NO_CONNECTORS, what=NAMES[given[0]])
    return _media_file(world, body["media_file_reference_request"])


def _media_file(world: World, body: Row) -> Source:
    """A media file, which the vendor does not copy (documented). Here it is fetched once, as an import with a copy would be (inferred)."""
    content_type = body["content_type"].partition(";")[0].strip().lower()
    if not body["url"]:
        raise BadRequest(why="body.mediaFileReferenceRequest.url: must not be empty")
    if content_type in ELSEWHERE:
        raise ReferenceNotServed(f"what {content_type} leads to is not a file", what=f"contentType {content_type}")
    if content_type not in MEDIA_TYPES:
        raise BadRequest(
            why=f"body.mediaFileReferenceRequest.contentType: must be one of {', '.join((*MEDIA_TYPES, *ELSEWHERE))}"
        )
    world.hint(COPIED)
    return _source(world, {"url": body["url"]}, content_type, body.get("media_file_metadata"))


def _source(world: World, source: Source, content_type: str, metadata: Row | None) -> Source:
    if metadata:
        if (metadata.get("estimated_duration") or 0) < 0:
            raise BadRequest(why="estimatedDuration: must not be negative")
        if content_type.partition(";")[0].strip().lower() not in MEDIA_TYPES:
            world.hint(NO_EFFECT)
    return {**source, "content_type": content_type, "metadata": metadata or {}}


def _metadata(world: World, text: str) -> Row:
    """MediaFileMetadataSchema, sent as JSON in `contentMetadata` (documented by the client)."""
    try:
        data = json_text.read_whole(text)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise InputProblem("contentMetadata", "must be a JSON object")
    if json_text.has_surrogate(text.encode(errors="surrogatepass")):
        world.hint(
            "contentMetadata has a lone surrogate (half of a character, such as \\ud83d), which is kept as U+FFFD"
        )
    return cast(Row, _reader.document(_METADATA, data, "contentMetadata"))

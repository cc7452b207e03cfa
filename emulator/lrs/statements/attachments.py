"""The content of attachments: matched with the statements that name it, kept once by its hash, and given back with them."""

from hashlib import new

from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.statements.multipart_mixed import BodyPart
from emulator.lrs.statements.signatures import SIGNATURE, check_signature
from emulator.lrs.tables import XapiAttachment
from emulator.store.json_text import JsonObject

_HASHES = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}


def receive(call: LrsCall, statements: list[JsonObject], parts: list[BodyPart]) -> None:
    """Store the attachments of statements. 400 for a part that no statement names, and for an attachment without content or fileUrl."""
    contents = {}
    for part in parts:
        sha2 = _hash_of(part)
        contents[sha2] = part.content
    named = {each["sha2"].lower() for statement in statements for each in attachments_of(statement)}
    for sha2 in contents:
        if sha2 not in named:
            raise LrsError(400, f"no attachment of the statements has the hash {sha2}")
    for statement in statements:
        for each in attachments_of(statement):
            sha2 = each["sha2"].lower()
            content = contents[sha2] if sha2 in contents else _kept(call, sha2)
            if content is None and "fileUrl" not in each:
                raise LrsError(400, f"the attachment {each['sha2']} has neither content in the request nor a fileUrl")
            if each["usageType"] == SIGNATURE:
                check_signature(statement, each, content)
    for sha2, content in contents.items():
        if _kept(call, sha2) is None:
            call.world.work.insert(XapiAttachment, call.key(sha2=sha2, content=content))


def contents_of(call: LrsCall, statements: list[JsonObject]) -> list[tuple[str, str, bytes]]:
    """The stored content of the statements' attachments, each once: (content type, hash, content)."""
    found = {}
    for statement in statements:
        for each in attachments_of(statement):
            content = _kept(call, each["sha2"])
            if content is not None:
                found[each["sha2"]] = (each["contentType"], each["sha2"], content)
    return list(found.values())


def attachments_of(statement: JsonObject) -> list[JsonObject]:
    """The attachments of a statement and of its SubStatement."""
    own: list[JsonObject] = list(statement.get("attachments", ()))
    about = statement["object"]
    return own + (attachments_of(about) if about.get("objectType") == "SubStatement" else [])


def _hash_of(part: BodyPart) -> str:
    sha2 = part.headers.get("x-experience-api-hash", "").lower()
    if not sha2:
        raise LrsError(400, "every part behind the first needs the header X-Experience-API-Hash")
    if part.headers.get("content-transfer-encoding", "").lower() != "binary":
        raise LrsError(400, "every part behind the first needs the header Content-Transfer-Encoding: binary")
    kind = _HASHES.get(len(sha2))
    if kind is None or new(kind, part.content).hexdigest() != sha2:
        raise LrsError(400, f"X-Experience-API-Hash {sha2[:128]} is not the SHA-2 hash of its part")
    return sha2


def _kept(call: LrsCall, sha2: str) -> bytes | None:
    row = call.world.work.get(XapiAttachment, **call.key(sha2=sha2.lower()))
    return None if row is None else row["content"]

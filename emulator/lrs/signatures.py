"""Signed statements (Data 2.6): a JSON Web Signature of the statement comes as an attachment.

Its form, algorithm and payload are always checked; the signature itself where the JWS brings the certificate (x5c) of an RSA key.
"""

from base64 import b64decode, urlsafe_b64decode
from hashlib import new
from typing import Any

import orjson

from emulator.lrs.errors import LrsError
from emulator.store.statement import Row

SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
_HASHES = {"RS256": "sha256", "RS384": "sha384", "RS512": "sha512"}
# what stands before a hash in a PKCS #1 v1.5 signature (RFC 8017, 9.2)
_PREFIXES = {
    "sha256": "3031300d060960864801650304020105000420",
    "sha384": "3041300d060960864801650304020205000430",
    "sha512": "3051300d060960864801650304020305000440",
}
_NOT_SIGNED = ("id", "authority", "stored", "timestamp", "version", "attachments")
_RSA = bytes.fromhex("06092a864886f70d010101")  # the object identifier of an RSA key


def check_signature(statement: Row, attachment: Row, content: bytes | None) -> None:
    """400 if an attachment is no signature of its statement."""
    if attachment["contentType"].partition(";")[0].strip().lower() != "application/octet-stream":
        raise LrsError(400, "the contentType of a signature must be application/octet-stream")
    if content is None:
        return
    pieces = content.strip().split(b".")
    try:
        head, payload = (orjson.loads(_decoded(piece)) for piece in pieces[:2])
        signature = int.from_bytes(_decoded(pieces[2]))
    except (ValueError, IndexError):
        raise LrsError(400, "the signature is no JSON Web Signature of a statement") from None
    if len(pieces) != 3 or not isinstance(head, dict) or head.get("alg") not in _HASHES:
        raise LrsError(400, f"the algorithm of a signature must be {', '.join(_HASHES)}")
    if not isinstance(payload, dict) or _signed(payload) != _signed(statement):
        raise LrsError(400, "the signature is of another statement")
    key = _key_of(head)
    if key is not None and not _is_valid(b".".join(pieces[:2]), signature, _HASHES[head["alg"]], *key):
        raise LrsError(400, "the signature is not valid")


def _decoded(text: bytes) -> bytes:
    return urlsafe_b64decode(text + b"=" * (-len(text) % 4))


def _signed(statement: Row) -> Row:
    return {name: value for name, value in statement.items() if name not in _NOT_SIGNED}


def _key_of(head: Row) -> tuple[int, int] | None:
    """(modulus, exponent) of the RSA key of the first certificate; None without one."""
    chain = head.get("x5c")
    if not chain:
        return None
    try:
        certificate = b64decode(chain[0], validate=True)
        at = certificate.index(_RSA)
        # behind the algorithm (and its NULL) stands a bit string with a sequence of two integers
        at = certificate.index(b"\x03", at + len(_RSA) + 2)
        _, inside, _ = _element(certificate, at)
        _, inside, _ = _element(inside, 1)
        _, modulus, end = _element(inside, 0)
        _, exponent, _ = _element(inside, end)
    except (ValueError, IndexError, TypeError, KeyError):
        raise LrsError(400, "the first certificate of the signature's x5c has no RSA key") from None
    return int.from_bytes(modulus), int.from_bytes(exponent)


def _element(data: bytes, at: int) -> tuple[int, bytes, int]:
    """The DER element at a place: its tag, its content, and where it ends."""
    tag, length, at = data[at], data[at + 1], at + 2
    if length & 0x80:
        size = length & 0x7F
        length, at = int.from_bytes(data[at : at + size]), at + size
    return tag, data[at : at + length], at + length


def _is_valid(text: bytes, signature: int, kind: str, modulus: int, exponent: int) -> bool:
    size = (modulus.bit_length() + 7) // 8
    tail = bytes.fromhex(_PREFIXES[kind]) + new(kind, text).digest()
    if not 64 <= size <= 2048 or exponent.bit_length() > 64 or size < len(tail) + 11:
        return False
    wanted = b"\x00\x01" + b"\xff" * (size - len(tail) - 3) + b"\x00" + tail
    value: Any = pow(signature, exponent, modulus)
    return bool(value.to_bytes(size) == wanted)

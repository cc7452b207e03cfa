"""Signed statements (Data 2.6): a JSON Web Signature of the statement comes as an attachment.

Its form, algorithm and payload are always checked; the signature itself where the JWS brings the certificate (x5c) of an RSA key.
"""

import warnings
from base64 import b64decode
from typing import TYPE_CHECKING

from emulator.imports import need
from emulator.lrs.errors import LrsError
from emulator.lrs.statements.comparing import is_same
from emulator.lrs.statements.shapes import STATEMENTS
from emulator.lrs.statements.validation import check, parse
from emulator.store.json_text import JsonObject

if TYPE_CHECKING:  # imported where a signature is checked: they take longer to load than the LRS itself
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from joserfc.jws import CompactSignature, JWSRegistry

_LIBRARIES = ("joserfc.jws", "joserfc.jwk", "cryptography.x509", "cryptography.hazmat.primitives.asymmetric.rsa")
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
_ALGORITHMS = ("RS256", "RS384", "RS512")
_LONGEST_HEAD = 64 * 1024  # of a JWS: room for a chain of certificates
_LONGEST_SIGNATURE = 2048  # of a key of 16,384 bits, the largest there is


def check_signature(statement: JsonObject, attachment: JsonObject, content: bytes | None) -> None:
    """400 if an attachment is not a valid signature of its statement."""
    if attachment["contentType"].partition(";")[0].strip().lower() != "application/octet-stream":
        raise LrsError(400, "the contentType of a signature must be application/octet-stream")
    if content is None:
        return
    need(*_LIBRARIES)
    token = _read(content.strip())
    head, payload = token.headers(), _statement_of(token)
    if not isinstance(head, dict) or head.get("alg") not in _ALGORITHMS:
        raise LrsError(400, f"the algorithm of a signature must be {', '.join(_ALGORITHMS)}")
    if not is_same(payload, statement):
        raise LrsError(400, "the signature is of another statement")
    key = _key_of(head)
    if key is not None and not _is_valid(token, key):
        raise LrsError(400, "the signature is not valid")


def _read(content: bytes) -> "CompactSignature":
    from joserfc.errors import JoseError
    from joserfc.jws import extract_compact
    from joserfc.util import urlsafe_b64decode

    try:
        token = extract_compact(content, registry=_registry(len(content)))
        urlsafe_b64decode(token.segments["signature"])
    except (JoseError, ValueError):
        raise _none() from None
    return token


def _statement_of(token: "CompactSignature") -> JsonObject:
    statement: JsonObject = parse(token.payload, "the signature's payload")
    check(statement, STATEMENTS["2.0.0"], "the signature's statement")
    return statement


def _none() -> LrsError:
    return LrsError(400, "the signature is no JSON Web Signature of a statement")


def _registry(size: int) -> "JWSRegistry":
    from joserfc.jws import JWSRegistry

    registry = JWSRegistry(algorithms=list(_ALGORITHMS), strict_check_header=False)
    registry.max_header_length = _LONGEST_HEAD
    registry.max_payload_length = size  # the request's own limit holds for it
    registry.max_signature_length = _LONGEST_SIGNATURE * 4 // 3 + 4  # as it stands in the token, in base64
    return registry


def _key_of(head: JsonObject) -> "RSAPublicKey | None":
    """The RSA key of the first certificate; None if the head brings no certificate."""
    chain = head.get("x5c")
    if not chain:
        return None
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.x509 import load_der_x509_certificate

    try:
        key = load_der_x509_certificate(b64decode(chain[0], validate=True)).public_key()
    except (ValueError, TypeError, KeyError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, RSAPublicKey):
        raise LrsError(400, "the first certificate of the signature's x5c has no RSA key")
    return key


def _is_valid(token: "CompactSignature", key: "RSAPublicKey") -> bool:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from joserfc.errors import JoseError, SecurityWarning
    from joserfc.jwk import RSAKey
    from joserfc.jws import validate_compact

    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SecurityWarning)  # a short key signs as well: this is for tests
            return validate_compact(token, RSAKey.import_key(pem), registry=_registry(0))
    except (JoseError, ValueError):
        return False

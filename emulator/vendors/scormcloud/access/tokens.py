"""OAuth tokens. They cannot be listed or deleted (documented), so nothing is stored: a token contains its application, scopes and expiry,
signed."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import select

from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.store.tables import from_microseconds, to_microseconds
from emulator.vendors.scormcloud.errors import BadRequest
from emulator.vendors.scormcloud.routing import contract
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudApplication

_APPLICATIONS = Statement(select(ScormCloudApplication.id).order_by(ScormCloudApplication.id))
SCOPES = frozenset(contract.extra["scopes"])


@dataclass(frozen=True, slots=True)
class Token:
    """The claims of a token; `signed` and `signature` are for verifying it."""

    app_id: str
    scopes: frozenset[str]
    expires: datetime
    signed: bytes
    signature: bytes


def issue(world: World, scopes: list[str], expires: datetime) -> str:
    """A token for the caller's application. 400 for an unknown scope, for no scope, or for a time in the past (inferred)."""
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown:
        raise BadRequest(why=f"scope: {unknown[0]} is not a scope")
    if not scopes:
        raise BadRequest(why="scope: at least one is required")
    if expires <= world.now():
        raise BadRequest(why="expiry: has passed")
    app: Row = world.actor
    content = orjson.dumps([app["id"], sorted(set(scopes)), to_microseconds(expires)])
    return f"{_text(content)}.{_text(_sign(world, app, content))}"


def read(text: str) -> Token | None:
    """The claims of a token, unchecked; None if the text is not a token."""
    content, _, signature = text.partition(".")
    try:
        signed, mark = _bytes(content), _bytes(signature)
        app_id, scopes, expires = orjson.loads(signed)
        return Token(app_id, frozenset(scopes), from_microseconds(expires), signed, mark)
    except (ValueError, TypeError, OverflowError):
        return None


def is_valid(world: World, token: Token, app: Row) -> bool:
    """True if this sandbox issued the token for that application since its last reset, and it has not expired."""
    return hmac.compare_digest(_sign(world, app, token.signed), token.signature) and world.now() < token.expires


def renew_keys(world: World, app_id: str | None) -> int:
    """Make every token of this application (or of all) expire now; returns the number of applications."""
    rows = world.work.all(_APPLICATIONS) if app_id is None else [{"id": app_id}]
    return sum(
        world.work.update(ScormCloudApplication, {"id": row["id"]}, {"token_key": world.ids.token()}) for row in rows
    )


def covers(granted: frozenset[str], wanted: Sequence[str]) -> bool:
    """True if one of the wanted scopes was granted.

    `admin` is every scope: read, write and account management (documented), and delete (inferred).
    """
    return "admin" in granted or not granted.isdisjoint(wanted)


def _sign(world: World, app: Row, content: bytes) -> bytes:
    # Fresh sandboxes have the same keys, so the key also contains the sandbox and its generation.
    key = f"{world.sandbox.name}:{world.sandbox.generation}:{app['token_key']}"
    return hmac.digest(key.encode(), content, hashlib.sha256)


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> Any:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))

"""Litmos ids: 8 bytes in .NET's UrlTokenEncode form, 11 url-safe characters and the count of dropped `=` (recorded)."""

import re
from base64 import urlsafe_b64encode

from emulator.sandbox.ids import Ids

_ID = re.compile(r"[A-Za-z0-9_-]{11}1|[A-Za-z0-9_-]{22}2")

FIRST_ORIGINAL_ID = 1_000_001  # seven digits, as ids of twelve characters go with (recorded)


def new_id(ids: Ids) -> str:
    """The next Id: twelve characters, the last a 1."""
    return urlsafe_b64encode(ids.bytes(8, "litmos")).decode().rstrip("=") + "1"


def new_original_id(ids: Ids) -> int:
    """The next OriginalId: the whole number that the web front end uses."""
    return ids.number("litmos.original", FIRST_ORIGINAL_ID)


def is_id(text: str) -> bool:
    """True if a text has the form of an Id (recorded)."""
    return _ID.fullmatch(text) is not None

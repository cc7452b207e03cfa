"""Headers of a request or a response as one value, for the journal."""

from itertools import chain

ID = b"x-emulator-request-id"

Headers = list[tuple[bytes, bytes]]


def packed(headers: Headers) -> bytes:
    """Headers as one value. Lists and tuples for ten thousand entries would be half a million objects, and the garbage collector would slow
    every call."""
    return b"\0".join(chain.from_iterable(headers))


def unpacked(head: bytes) -> Headers:
    """The headers that were `packed`."""
    parts = head.split(b"\0")
    return list(zip(parts[::2], parts[1::2], strict=False))


def without_id(head: bytes, request_id: str) -> bytes:
    """Packed headers of a response with an empty request id. The entry has it, and without it the headers of most responses are equal."""
    return head.replace(b"%b\0%b" % (ID, request_id.encode()), ID + b"\0", 1)

"""Multipart bodies are bounded in every direction, however their bytes are cut into messages."""

import asyncio
from pathlib import Path

import pytest

from emulator.http import BodyBrokenError, BodyTooLargeError, Message
from emulator.multipart import FIELD_LIMIT, HEADER_BYTES, HEADERS, PARTS_LIMIT, MultipartReader

PART = b'--x\r\nContent-Disposition: form-data; name="a"\r\n'
END = b"--x--\r\n"


def received(folder: Path, body: bytes, cut: int = 65_536) -> MultipartReader:
    """The reader that has received a body, `cut` bytes a message."""
    reader = MultipartReader("multipart/form-data; boundary=x", folder, 2**30)
    messages = [body[at : at + cut] for at in range(0, len(body), cut)]

    async def receive() -> Message:
        part = messages.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(messages)}

    asyncio.run(reader.read(receive))
    return reader


@pytest.mark.parametrize("cut", [1, 7, 65_536])
def test_what_is_within_the_bounds_is_read(tmp_path: Path, cut: int) -> None:
    long = b"X: " + b"y" * (HEADER_BYTES - 10) + b"\r\n"
    body = PART + long + b"\r\nvalue\r\n" + END
    assert received(tmp_path, body, cut).form == {"a": ["value"]}


@pytest.mark.parametrize("cut", [7, 65_536])
@pytest.mark.parametrize(
    "head",
    [b"X: " + b"y" * HEADER_BYTES + b"\r\n", b"y" * (HEADER_BYTES + 2) + b": z\r\n", b"X: y\r\n" * HEADERS],
    ids=["a long value", "a long name", "many headers"],
)
def test_headers_of_a_part_that_are_long_or_many_are_refused(tmp_path: Path, head: bytes, cut: int) -> None:
    with pytest.raises(BodyBrokenError, match="header"):
        received(tmp_path, PART + head + b"\r\nvalue\r\n" + END, cut)


def test_more_parts_than_there_may_be_are_refused(tmp_path: Path) -> None:
    part = PART + b"\r\nvalue\r\n"
    assert received(tmp_path, part * PARTS_LIMIT + END).form == {"a": ["value"] * PARTS_LIMIT}
    with pytest.raises(BodyTooLargeError):
        received(tmp_path, part * (PARTS_LIMIT + 1) + END)


def test_fields_that_are_large_together_are_refused(tmp_path: Path) -> None:
    part = PART + b"\r\n" + b"v" * (FIELD_LIMIT // 2) + b"\r\n"
    assert received(tmp_path, part * 2 + END).form
    with pytest.raises(BodyTooLargeError):
        received(tmp_path, part * 2 + PART + b"\r\nv\r\n" + END)

"""Multipart bodies: files go straight to disk as they arrive, fields stay in memory."""

from pathlib import Path
from typing import Any, BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from emulator.http import BodyBrokenError, BodyTooLargeError, Receive, Upload

FIELD_LIMIT = 1024 * 1024  # bytes of all plain fields together
HEADERS, HEADER_BYTES = 16, 8 * 1024  # of one part: how many headers, and how long each
PARTS_LIMIT = 100


class MultipartReader:
    """Receives one multipart body. Files are written below `folder`; the caller owns the folder."""

    def __init__(self, content_type: str, folder: Path, limit: int) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise BodyBrokenError("the Content-Type names no multipart boundary")
        self.form: dict[str, list[str]] = {}
        self.uploads: dict[str, Upload] = {}
        self._folder = folder
        self._limit = limit
        self._ended = False
        self._field_bytes = 0
        self._parts = 0
        self._header_name = bytearray()
        self._header_value = bytearray()
        self._headers: dict[bytes, bytes] = {}
        self._name = ""
        self._value = bytearray()
        self._file: BinaryIO | None = None
        callbacks: Any = {
            "on_part_begin": self._on_part_begin,
            "on_header_field": self._on_header_field,
            "on_header_value": self._on_header_value,
            "on_header_end": self._on_header_end,
            "on_headers_finished": self._on_headers_finished,
            "on_part_data": self._on_part_data,
            "on_part_end": self._on_part_end,
            "on_end": self._on_end,
        }
        self._parser = MultipartParser(boundary, callbacks, max_header_count=HEADERS, max_header_size=HEADER_BYTES)

    async def read(self, receive: Receive) -> None:
        """Receive the body. Raises `BodyTooLargeError` or `BodyBrokenError`."""
        size = 0
        try:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise BodyBrokenError("the client closed the connection before the body was complete")
                chunk = message.get("body", b"")
                size += len(chunk)
                if size > self._limit:
                    raise BodyTooLargeError
                self._parser.write(chunk)
                if not message.get("more_body"):
                    break
            self._parser.finalize()
        except FormParserError as error:
            raise BodyBrokenError(f"the multipart body is malformed: {error}") from error
        finally:
            if self._file is not None:
                self._file.close()
        if not self._ended:
            raise BodyBrokenError("the multipart body ended before its closing boundary")

    def _on_part_begin(self) -> None:
        self._parts += 1
        if self._parts > PARTS_LIMIT:
            raise BodyTooLargeError
        self._headers = {}

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _on_header_end(self) -> None:
        self._headers[bytes(self._header_name).lower()] = bytes(self._header_value)
        self._header_name, self._header_value = bytearray(), bytearray()

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        name = options.get(b"name")
        if name is None:
            raise BodyBrokenError("a part of the multipart body has no name")
        self._name = name.decode(errors="replace")
        filename = options.get(b"filename")
        if filename is None:
            self._value = bytearray()
            return
        path = self._folder / f"part-{self._parts}"
        self._file = path.open("wb")
        content_type = self._headers.get(b"content-type", b"").decode("latin-1")
        self.uploads[self._name] = Upload(filename.decode(errors="replace"), content_type, path, 0)

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.write(data[start:end])
            self.uploads[self._name].size += end - start
            return
        self._field_bytes += end - start
        if self._field_bytes > FIELD_LIMIT:
            raise BodyTooLargeError
        self._value += data[start:end]

    def _on_part_end(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        else:
            self.form.setdefault(self._name, []).append(self._value.decode(errors="replace"))

    def _on_end(self) -> None:
        self._ended = True

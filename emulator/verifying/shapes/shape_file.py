"""A file of shapes: the form of a vendor's answers, without data."""

import json
import os
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Any

from emulator.light.records import dataclass
from emulator.verifying.errors import CannotVerifyError
from emulator.verifying.shapes.answer import ShapedAnswer
from emulator.verifying.shapes.node import Node

FORM = 1
MOST = 5000
"""The most shapes that are kept; every contract has fewer."""


@dataclass(slots=True)
class Shapes:
    """Shapes by operation, status and media type. `unknown` counts calls of operations that the contract does not have, by method and path
    (with data replaced by `{}`) and status."""

    answers: dict[tuple[str, int, str], ShapedAnswer] = field(default_factory=dict)
    unknown: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def add(self, answer: ShapedAnswer) -> None:
        """Add a shape, merged with an existing one of the same key."""
        kept = self.answers.get(answer.key)
        if kept is None:
            if len(self.answers) < MOST:
                copy = ShapedAnswer(
                    answer.operation, answer.status, answer.reason, dict(answer.headers), Node(), answer.root
                )
                copy.body.merge(answer.body)
                copy.sent = answer.sent
                self.answers[answer.key] = copy
            return
        if answer.sent is not None:
            kept.sent = kept.sent or Node()
            kept.sent.merge(answer.sent)
        kept.body.merge(answer.body)
        kept.headers = {name: form for name, form in kept.headers.items() if answer.headers.get(name) == form}

    def add_unknown(self, method: str, path: str, status: int) -> None:
        """Count a call of an operation that the contract does not have."""
        key = method, path, status
        if key in self.unknown or len(self.unknown) < MOST:
            self.unknown[key] = self.unknown.get(key, 0) + 1

    def document(self, vendor: str, version: str, day: str) -> dict[str, Any]:
        """The file's content as JSON values."""
        return {
            "form": FORM,
            "vendor": vendor,
            "lms_emulator": version,
            "day": day,
            "shapes": [_written(answer) for _, answer in sorted(self.answers.items())],
            "unknown": [
                {"method": method, "path": path, "status": status, "count": count}
                for (method, path, status), count in sorted(self.unknown.items())
            ],
        }


@dataclass(frozen=True, slots=True)
class ShapeFile:
    """The content of a file: the vendor, the shapes, and the day of the recording (ISO 8601)."""

    vendor: str
    day: str
    shapes: Shapes


def write(path: Path, document: dict[str, Any]) -> None:
    """Write a file of shapes, completely or not at all. Raises `CannotVerifyError`."""
    part = _part(path)
    try:
        part.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
        part.replace(path)
    except OSError as error:
        raise CannotVerifyError(f"{path} cannot be written: {error.strerror}") from None


def check_writable(path: Path) -> None:
    """Check that a file can be written, without changing an existing one. Raises `CannotVerifyError`."""
    try:
        if path.is_dir():
            raise CannotVerifyError(f"{path} cannot be written: it is a folder")
        part = _part(path)
        part.write_bytes(b"")
        part.unlink()
    except OSError as error:
        raise CannotVerifyError(f"{path} cannot be written: {error.strerror}") from None


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.{os.getpid()}.part")


def read(path: Path) -> ShapeFile:
    """Read a file of shapes. Raises `CannotVerifyError`."""
    try:
        document = json.loads(path.read_text("utf-8"))
        if document["form"] != FORM:
            raise CannotVerifyError(f"{path} was written by another version of lms-emulator")
        shapes = Shapes({answer.key: answer for answer in map(_read, document["shapes"])})
        for each in document["unknown"]:
            shapes.unknown[each["method"], each["path"], each["status"]] = each["count"]
        return ShapeFile(str(document["vendor"]), str(document["day"]), shapes)
    except OSError as error:
        raise CannotVerifyError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise CannotVerifyError(f"{path} is not a file of shapes of lms-emulator") from None


def texts(document: Any) -> Iterator[str]:
    """Every text in a document, the names of members included. None of them may be data."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        yield from document
        for inner in document.values():
            yield from texts(inner)
    elif isinstance(document, list):
        for inner in document:
            yield from texts(inner)


def _written(answer: ShapedAnswer) -> dict[str, Any]:
    return {
        "operation": answer.operation,
        "status": answer.status,
        "reason": answer.reason,
        "headers": answer.headers,
        **({"root": answer.root} if answer.root is not None else {}),
        "body": answer.body.document(),
        **({"sent": answer.sent.document()} if answer.sent is not None else {}),
    }


def _read(entry: dict[str, Any]) -> ShapedAnswer:
    return ShapedAnswer(
        str(entry["operation"]),
        int(entry["status"]),
        str(entry["reason"]),
        dict(entry["headers"]),
        Node.read(entry["body"]),
        entry.get("root"),
        Node.read(entry["sent"]) if "sent" in entry else None,
    )

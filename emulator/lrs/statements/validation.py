"""Check a JSON value against a table of `shapes.py`. The first problem is named by its path."""

import json
import math
from collections.abc import Callable
from typing import Any

from emulator.lrs.errors import InvalidError, LrsError
from emulator.lrs.statements import shapes
from emulator.lrs.statements.formats import TESTS, moment_of
from emulator.lrs.statements.shapes import Choice, Kind, ListOf, OneOf, OneOrMore, Shape
from emulator.store import json_text

DEEPEST = 100  # levels of nesting that are accepted; what is deeper can be read but not written again


def check(value: Any, kind: Kind, at: str) -> None:
    """Raise `InvalidError` if a value is not of a kind."""
    if isinstance(kind, Shape):
        _check_object(value, kind, at)
    elif isinstance(kind, Choice):
        _check_object(value, _chosen(value, kind, at), at)
    elif isinstance(kind, ListOf):
        _check_list(value, kind, at)
    elif isinstance(kind, OneOrMore):
        if isinstance(value, list):
            _check_list(value, ListOf(kind.kind), at)
        else:
            check(value, kind.kind, at)
    elif isinstance(kind, OneOf):
        if not isinstance(value, str) or value not in kind.allowed:
            raise InvalidError(at, f"must be {' or '.join(kind.allowed)}")
    elif kind in TESTS:
        if not isinstance(value, str) or not TESTS[kind](value):
            raise InvalidError(at, f"must be {kind}")
    elif not _PLAIN[kind](value):
        raise InvalidError(at, f"must be {kind}")


def _check_object(value: Any, shape: Shape, at: str) -> None:
    if not isinstance(value, dict):
        raise InvalidError(at, f"must be an object ({shape.title})")
    for name, member in value.items():
        kind = shape.kinds.get(name)
        if kind is None:
            raise InvalidError(f"{at}.{name[:80]}", f"is no member of {shape.title}")
        check(member, kind, f"{at}.{name}")
    for name in shape.required:
        if name not in value:
            raise InvalidError(f"{at}.{name}", "is required")
    for rule in shape.rules:
        wrong = rule(value)
        if wrong is not None:
            member, words = wrong
            raise InvalidError(f"{at}.{member}" if member else at, words)


def _chosen(value: Any, kind: Choice, at: str) -> Shape:
    if not isinstance(value, dict):
        raise InvalidError(at, f"must be an object ({' or '.join(kind.shapes)})")
    name = value.get("objectType", kind.default)
    shape = kind.shapes.get(name) if isinstance(name, str) else None
    if shape is None:
        raise InvalidError(f"{at}.objectType", f"must be {' or '.join(kind.shapes)}")
    return shape


def _check_list(value: Any, kind: ListOf, at: str) -> None:
    if not isinstance(value, list):
        raise InvalidError(at, "must be a list")
    if kind.filled and not value:
        raise InvalidError(at, "must not be empty")
    for number, item in enumerate(value):
        check(item, kind.kind, f"{at}[{number}]")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_language_map(value: Any) -> bool:
    tag = TESTS[shapes.TAG]
    return isinstance(value, dict) and all(tag(name) and isinstance(text, str) for name, text in value.items())


def _is_extensions(value: Any) -> bool:
    iri = TESTS[shapes.IRI]
    return isinstance(value, dict) and all(iri(name) for name in value)


_PLAIN: dict[str, Callable[[Any], bool]] = {
    shapes.TEXT: lambda value: isinstance(value, str),
    shapes.NUMBER: _is_number,
    shapes.BOOLEAN: lambda value: isinstance(value, bool),
    shapes.LENGTH: lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    shapes.LANGUAGE_MAP: _is_language_map,
    shapes.EXTENSIONS: _is_extensions,
    shapes.TIMESTAMP: lambda value: isinstance(value, str) and moment_of(value) is not None,
}


def parse(body: bytes, what: str) -> Any:
    """Parse JSON. 400 if it is invalid, is nested deeper than `DEEPEST`, or has a member twice (xAPI allows each once)."""
    try:
        value = json_text.read(body)
        json.loads(body, object_pairs_hook=_once)
    except LrsError as error:
        raise LrsError(400, f"{what}: {error.words}") from None
    except (ValueError, RecursionError):
        raise LrsError(400, f"{what} is not JSON") from None
    if _depth(value) > DEEPEST:
        raise LrsError(400, f"{what} is nested deeper than {DEEPEST} levels")
    return value


def _once(pairs: list[tuple[str, Any]]) -> None:
    if len({name for name, _ in pairs}) != len(pairs):
        raise LrsError(400, "an object has a member twice")


def _depth(value: Any) -> int:
    """The nesting depth of a value, up to one level beyond `DEEPEST`."""
    level, found = [value], 0
    while level and found <= DEEPEST:
        found += 1
        level = (
            [
                inner
                for item in level
                for inner in (item.values() if isinstance(item, dict) else item)
                if isinstance(inner, dict | list)
            ]
            if isinstance(level[0], dict | list)
            else []
        )
    return found

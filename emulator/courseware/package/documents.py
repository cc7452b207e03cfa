"""Convert dataclasses to JSON documents and back. Default values are left out, so that old documents stay readable."""

import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_document(value: Any) -> Any:
    """A dataclass as a dict, a tuple as a list, a Decimal as its digits; other values unchanged."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_document(found)
            for field in fields(value)
            if (found := getattr(value, field.name)) != _default(field)
        }
    if isinstance(value, tuple):
        return [to_document(item) for item in value]
    if isinstance(value, dict):
        return {key: to_document(item) for key, item in value.items()}
    return str(value) if isinstance(value, Decimal) else value


def from_document(kind: type[T], document: Mapping[str, Any]) -> T:
    """The dataclass that `to_document` wrote."""
    hints = _hints(cast("Hashable", kind))
    return kind(**{name: _read(hints[name], value) for name, value in document.items()})


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _read(next(part for part in get_args(hint) if part is not type(None)), value)
    if origin is tuple:
        return tuple(_read(get_args(hint)[0], item) for item in value)
    if hint is Decimal:
        return Decimal(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return from_document(cast("type[Any]", hint), value)
    return value


def _default(field: "Field[Any]") -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)

"""Access to rows by keys that are known only at run time. Keys that are written out are checked by mypy (`rows.py`)."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

R = TypeVar("R", bound=Mapping[str, Any])


def part(row: R, keys: Iterable[str]) -> R:
    """The members of a row with these keys, as far as it has them."""
    return cast(R, {key: row[key] for key in keys if key in row})


def having(row: R, keys: Iterable[str]) -> R:
    """The members of a row with these keys whose value is not None."""
    return cast(R, {key: value for key in keys if (value := row.get(key)) is not None})


def value_of(row: Mapping[str, Any], key: str) -> Any:
    """The member with this key. KeyError if there is none."""
    return row[key]

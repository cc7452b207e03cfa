"""Parts of rows by keys that are known only at run time; mypy knows the keys that are written out (`rows.py`)."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

R = TypeVar("R", bound=Mapping[str, Any])


def part(row: R, keys: Iterable[str]) -> R:
    """The members of a row with these keys, of those that it has."""
    return cast(R, {key: row[key] for key in keys if key in row})


def having(row: R, keys: Iterable[str]) -> R:
    """The members of a row with these keys that are there and not None."""
    return cast(R, {key: value for key in keys if (value := row.get(key)) is not None})


def value_of(row: Mapping[str, Any], key: str) -> Any:
    """The member with this key. KeyError if there is none."""
    return row[key]

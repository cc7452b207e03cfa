"""Searching text: whether a column contains it, in any case. No character is a wildcard, and a text may be of any length."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, func


def contains(column: Any, parameter: str) -> ColumnElement[bool]:
    """A criterion: the column contains the text from which `pattern_of` made the named parameter."""
    return contains_folded(func.lower(column), parameter)


def contains_folded(column: Any, parameter: str) -> ColumnElement[bool]:
    """The same for a column that is kept in lower case."""
    # Not LIKE: SQLite refuses patterns of more than 50,000 bytes.
    result: ColumnElement[bool] = func.instr(column, bindparam(parameter)) > 0
    return result


def pattern_of(text: str) -> str:
    """The search pattern for a text; the empty text matches everything."""
    return text.lower()

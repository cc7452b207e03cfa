"""Searching text: whether a column contains it, ignoring case. No character is a wildcard, and the text may have any length."""

from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, func, or_


def contains(column: Any, parameter: str) -> ColumnElement[bool]:
    """A criterion: the column contains the text of the named parameter, which `pattern_of` made."""
    return contains_folded(func.lower(column), parameter)


def contains_folded(column: Any, parameter: str) -> ColumnElement[bool]:
    """The same for a column whose texts are stored in lower case."""
    pattern = bindparam(parameter, type_=String())
    # Not LIKE: SQLite refuses patterns of more than 50,000 bytes. Without a text, as most lists are read, no row is examined.
    result: ColumnElement[bool] = or_(pattern == "", func.instr(column, pattern) > 0)
    return result


def pattern_of(text: str) -> str:
    """The search pattern for a text; the empty text matches everything."""
    return text.lower()

"""Searching text: whether a column contains it, in any case. No character is a wildcard, and a text may be of any length."""

from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, func, or_


def contains(column: Any, parameter: str) -> ColumnElement[bool]:
    """A criterion: the column contains the text from which `pattern_of` made the named parameter."""
    return contains_folded(func.lower(column), parameter)


def contains_folded(column: Any, parameter: str) -> ColumnElement[bool]:
    """The same for a column that is kept in lower case."""
    pattern = bindparam(parameter, type_=String())
    # Not LIKE: SQLite refuses patterns of more than 50,000 bytes. Most lists are read without a text, and then no row is looked through.
    result: ColumnElement[bool] = or_(pattern == "", func.instr(column, pattern) > 0)
    return result


def pattern_of(text: str) -> str:
    """The search pattern for a text; the empty text matches everything."""
    return text.lower()

"""Searching text: whether a column contains it, in any case. What LIKE takes for wildcards stands for itself."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, func


def contains(column: Any, parameter: str) -> ColumnElement[bool]:
    """The criterion that a column contains what the named parameter, made by `pattern_of`, was made of."""
    result: ColumnElement[bool] = func.lower(column).like(bindparam(parameter), escape="\\")
    return result


def pattern_of(text: str) -> str:
    """The pattern for a text; the empty text is in every one."""
    escaped = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"

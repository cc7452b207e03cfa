"""Searching text: whether a column contains it, in any case. No character is a wildcard, and a text may be of any length.

Case is folded for ASCII letters alone, as SQLite's `lower` does it: `É` is found by `É`.
"""

import string
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func

_FOLDED = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def contains(column: Any, parameter: str) -> ColumnElement[bool]:
    """The criterion that a column contains what the named parameter, made by `pattern_of`, was made of."""
    # Not LIKE: SQLite refuses patterns of more than 50,000 bytes.
    result: ColumnElement[bool] = func.instr(func.lower(column), bindparam(parameter)) > 0
    return result


def pattern_of(text: str) -> str:
    """What to look for a text by; the empty text is in every one."""
    return text.translate(_FOLDED)

"""The version of a row: another one after each change of it, which tells a reader whether the row that it knows is still the same."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class Version(FunctionElement[str]):
    """The version of the row of a table that is selected; where nobody else writes, it is always the same."""

    inherit_cache = True
    type = Text()


@compiles(Version)
def _always_the_same(element: Any, compiler: Any, **kw: Any) -> str:
    return "''"


@compiles(Version, "postgresql")
def _last_transaction(element: Any, compiler: Any, **kw: Any) -> str:
    return f"{compiler.process(element.clauses, **kw)}::TEXT"

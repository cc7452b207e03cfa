"""The version of a row, which is different after each change. It tells a reader whether a row read earlier is still current."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class Version(FunctionElement[str]):
    """Selects the version of a table's row; it is constant if no other process writes."""

    inherit_cache = True
    type = Text()


@compiles(Version)
def _always_the_same(element: Any, compiler: Any, **kw: Any) -> str:
    return "''"


@compiles(Version, "postgresql")
def _last_transaction(element: Any, compiler: Any, **kw: Any) -> str:
    return f"{compiler.process(element.clauses, **kw)}::TEXT"

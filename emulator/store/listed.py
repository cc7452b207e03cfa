"""Lists of any length as one parameter: a JSON array, from which each database reads the values in its own way."""

from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import Join, bindparam, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


class Plain(FunctionElement[Any]):
    """A value of `json_each`, converted to this column type."""

    inherit_cache = True

    def __init__(self, value: Any, kind: TypeEngine[Any]) -> None:
        super().__init__(value)
        self.type = kind


class Member(FunctionElement[Any]):
    """A member of an object that is a value of `json_each`."""

    inherit_cache = True

    def __init__(self, value: Any, member: str, kind: TypeEngine[Any]) -> None:
        super().__init__(value)
        self.member = member
        self.type = kind


class Driving(Join):
    """A join that SQLite begins with its left side: the rows of the right are looked up for each. Its planner knows nothing of how many
    values an array has, and would rather look through it for each row of a whole list.
    """

    inherit_cache = True


@compiles(Driving, "sqlite")
def _driving(element: Any, compiler: Any, **kw: Any) -> str:
    left, right = (compiler.process(side, **kw) for side in (element.left, element.right))
    return f"{left} CROSS JOIN {right} ON {compiler.process(element.onclause, **kw)}"


def in_order(first: Any, *others: tuple[Any, Any]) -> Any:
    """A join whose tables SQLite goes through in this order, each further one with its criterion."""
    for table, criterion in others:
        first = Driving(first, table, criterion)
    return first


@compiles(Plain)
def _plain(element: Any, compiler: Any, **kw: Any) -> str:
    return str(compiler.process(element.clauses, **kw))


@compiles(Member)
def _member(element: Any, compiler: Any, **kw: Any) -> str:
    return f"json_extract({compiler.process(element.clauses, **kw)}, '$.{element.member}')"


def each_of(parameter: str, *columns: str) -> Any:
    """The values of the JSON array in a parameter, as a table with the columns `value` and `key` (the position)."""
    return func.json_each(bindparam(parameter)).table_valued(*columns, name="each_of")


def listed(values: Iterable[Any]) -> str:
    """Values as the parameter of `among`."""
    return orjson.dumps(list(values)).decode()


def among(column: Any, parameter: str) -> Any:
    """A criterion: the column has one of the values of a parameter made by `listed`."""
    each = each_of(parameter, "value")
    return column.in_(select(Plain(each.c.value, column.type)).select_from(each))

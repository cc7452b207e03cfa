"""Declaring tables: annotated classes, from which SQLAlchemy Core tables are made, and the column types.

`sqlalchemy.orm` has a similar form, but it would cost time and memory at each start, and is not needed here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, ClassVar, Generic, NamedTuple, get_args, get_origin

from sqlalchemy import BigInteger, Boolean, ColumnClause, Dialect, Float, Integer, LargeBinary, MetaData, String, Text
from sqlalchemy import Column as CoreColumn
from sqlalchemy import Table as CoreTable
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import TypeVar

from emulator.store import json_text

R = TypeVar("R", bound=Mapping[str, Any], default=dict[str, Any])
"""The type of a table's rows. Each part of the emulator has its own: `rows.py` beside its tables."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
"""The first and the last moment that Python's dates can have."""
HOLDS, ONE_OF = "holds", "one of"
"""Keys in a column's `info`: the Python type of its values, and all possible values, if they are few."""
OF = "of"
"""Key in a table's `info`: the `__of__` of its class."""


def to_microseconds(moment: datetime) -> int:
    """Microseconds since 1970 in UTC; exact, and sorted alike in every database."""
    return (moment - EPOCH) // MICROSECOND


def from_microseconds(value: int) -> datetime:
    """The UTC moment of a number made by `to_microseconds`. OverflowError if Python's dates cannot have it."""
    return EPOCH + timedelta(microseconds=value)


def _stored(value: int | None) -> datetime | None:
    """The moment of a stored number; None for NULL. For a number outside of Python's dates, the first or last moment: nothing here writes
    such a number, but one bad row must not make all others unreadable."""
    if value is None:
        return None
    try:
        return EPOCH + timedelta(0, 0, value)
    except OverflowError:
        return LAST if value > 0 else FIRST


class Described(NamedTuple):
    """A column as it is in the database."""

    name: str
    is_text: bool
    is_key: bool


class Moment(TypeDecorator[datetime]):
    """A UTC moment, stored as whole microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        return lambda value: None if value is None else to_microseconds(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        return _stored


class Document(TypeDecorator[Any]):
    """A JSON value, stored as readable text."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        return lambda value: None if value is None else json_text.write(value).decode()

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        return lambda value: None if value is None else json_text.read(value)


# The base class of SQLAlchemy's `Column`: by the types of SQLAlchemy 2.1 a class attribute can be a `ColumnClause`, but not a `Column`.
Column = ColumnClause

METADATA = MetaData(
    # Fixed names, so that migrations can use them.
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SQL_TYPES: dict[Any, type[TypeEngine[Any]]] = {
    str: String,
    int: Integer,
    float: Float,
    bool: Boolean,
    bytes: LargeBinary,
    datetime: Moment,
    dict: Document,
    list: Document,
}


def column(
    kind: TypeEngine[Any] | type[TypeEngine[Any]] | None = None,
    *,
    one_of: Iterable[str] | None = None,
    holds: type[Decimal] | None = None,
    **options: Any,
) -> Any:
    """Details of a column that its annotation does not have: its SQL type, `primary_key`, `index`, `server_default`. `one_of` are its only
    possible values, and `holds` is the type of the value in its JSON text; importing a world with other values is refused."""
    info: dict[str, Any] = {} if one_of is None else {ONE_OF: tuple(one_of)}
    if holds is not None:
        info[HOLDS] = holds
    return kind, {**options, "info": info} if info else options


class Table(Generic[R]):
    """The base of every table, from which SQLAlchemy's Core `Table` is made.

    A column is an annotated attribute, `name: Column[str | None]`, with `= column(…)` for more details. Columns of mixins, which are plain
    classes, come after the table's own. `__of__` has the tables whose rows a row depends on, with the columns that hold their keys. Rules
    delete dependent rows in the same transaction (the database does not check it); importing a world without the rows they depend on is
    refused.
    """

    __tablename__: ClassVar[str]
    __of__: ClassVar[Mapping[str, Sequence[str]]] = {}
    __table_args__: ClassVar[tuple[Any, ...]] = ()
    __table__: ClassVar[CoreTable]

    # The sandbox that owns the row: the first column of every table, and part of its primary key.
    sandbox: Column[str] = column(String(64), primary_key=True)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        described = [Table, *(base for base in cls.__mro__ if base is not Table)]
        columns = [made for base in described for made in _columns(base)]
        items = [item for item in cls.__table_args__ if not isinstance(item, dict)]
        options = {name: value for item in cls.__table_args__ if isinstance(item, dict) for name, value in item.items()}
        cls.__table__ = CoreTable(cls.__tablename__, METADATA, *columns, *items, info={OF: cls.__of__}, **options)
        for made in columns:
            setattr(cls, made.name, made)

    @classmethod
    def __clause_element__(cls) -> CoreTable:
        """The Core table, which SQLAlchemy uses where a statement contains the class."""
        return cls.__table__


def _columns(described: type) -> list[CoreColumn[Any]]:
    """The columns that a class itself declares, made anew at each call, since several tables can share a mixin."""
    return [
        _column(name, annotation, *vars(described).get(name, (None, {})))
        for name, annotation in vars(described).get("__annotations__", {}).items()
        if get_origin(annotation) is Column
    ]


def _column(name: str, annotation: Any, kind: Any, options: dict[str, Any]) -> CoreColumn[Any]:
    (said,) = get_args(annotation)
    types = get_args(said) if isinstance(said, UnionType) else (said,)
    holds = get_origin(types[0]) or types[0]
    info = {HOLDS: holds, **options.get("info", {})}
    return CoreColumn(
        name, SQL_TYPES[holds] if kind is None else kind, nullable=NoneType in types, **{**options, "info": info}
    )

"""SQL for PostgreSQL with the same meaning as the statement has in SQLite: the order of texts and of NULL, and the size of numbers."""

from typing import Any

from sqlalchemy import Integer, String, UnaryExpression, nulls_first, nulls_last, types
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler, PGTypeCompiler
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg, PGDialect_psycopg
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import Column
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import _label_reference

from emulator.store.listed import Member, Plain

LOWER_IN = ("pg_unicode_fast", "und-x-icu", "pg_c_utf8", "C.utf8", "C.UTF-8")
"""Collations that know the lower case of all letters, the best first. Servers differ in which they have."""


class Compiler(PGCompiler_psycopg):
    """Statements."""

    dialect: "Dialect"

    def order_by_clause(self, select: Any, **kw: Any) -> str:
        """NULL comes before everything else, as in SQLite."""
        clauses = [_nulls_before_all(clause) for clause in select._order_by_clauses]
        listed: str = self._generate_delimited_list(clauses, ", ", **kw)  # type: ignore[no-untyped-call]
        return f" ORDER BY {listed}" if listed else ""

    def visit_instr_func(self, function: Any, **kw: Any) -> str:
        """The position of the second argument in the first, for texts or bytes."""
        whole, part = (self.process(clause, **kw) for clause in function.clauses)
        return f"position({part} in {whole})"

    def visit_lower_func(self, function: Any, **kw: Any) -> str:
        """The lower case of all letters, not only ASCII; the result sorts by bytes."""
        (text,) = (self.process(clause, **kw) for clause in function.clauses)
        return f'(lower({text} COLLATE "{self.dialect.lower_in}") COLLATE "C")'

    def visit_sum_func(self, function: Any, **kw: Any) -> str:
        """A sum of whole numbers is a whole number, not a decimal."""
        (number,) = (self.process(clause, **kw) for clause in function.clauses)
        whole = isinstance(function.type, Integer)
        return f"sum({number})::BIGINT" if whole else f"sum({number})"

    def visit_json_each_func(self, function: Any, **kw: Any) -> str:
        """The values of a JSON array, with their positions as keys."""
        (array,) = (self.process(clause, **kw) for clause in function.clauses)
        return (
            f"(SELECT each_value AS value, each_place - 1 AS key FROM jsonb_array_elements(({array})::JSONB) "  # noqa: S608
            "WITH ORDINALITY AS listed(each_value, each_place))"
        )


class Types(PGTypeCompiler):
    """Column types. SQLite's whole numbers have 64 bits, and its texts no limit."""

    def visit_INTEGER(self, type_: Any, **kw: Any) -> str:  # noqa: N802 - SQLAlchemy's name
        """A whole number."""
        return "BIGINT"

    def visit_VARCHAR(self, type_: Any, **kw: Any) -> str:  # noqa: N802 - SQLAlchemy's name
        """A text."""
        return "TEXT"

    def visit_FLOAT(self, type_: Any, **kw: Any) -> str:  # noqa: N802 - SQLAlchemy's name
        """A number."""
        return "DOUBLE PRECISION"


class Definitions(PGDDLCompiler):
    """Tables."""

    def get_column_specification(self, column: Column[Any], **kw: Any) -> str:
        """Texts sort by their bytes, whatever the database's language is."""
        words: str = super().get_column_specification(column, **kw)  # type: ignore[no-untyped-call]
        kind = column.type.dialect_impl(self.dialect)
        impl = getattr(kind, "impl", kind) if isinstance(kind, types.TypeDecorator) else kind
        return words.replace(" TEXT", ' TEXT COLLATE "C"', 1) if isinstance(impl, String) else words


class _Number(types.Float[Any]):
    """Reads a float as the driver returns it."""

    render_bind_cast = True

    def bind_processor(self, dialect: Any) -> None:
        return None

    def result_processor(self, dialect: Any, coltype: object) -> None:
        return None


class Dialect(PGDialect_psycopg):
    """`lower_in` is the collation used for lower case."""

    statement_compiler = Compiler
    type_compiler_cls = Types
    ddl_compiler = Definitions
    supports_statement_cache = True
    lower_in = LOWER_IN[-1]
    colspecs = {**PGDialect_psycopg.colspecs, types.Float: _Number}


@compiles(Plain, "postgresql")
def _plain(element: Any, compiler: Any, **kw: Any) -> str:
    (value,) = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"({value} #>> '{{}}')::{_kind(element, compiler)}"


@compiles(Member, "postgresql")
def _member(element: Any, compiler: Any, **kw: Any) -> str:
    (value,) = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"({value} ->> '{element.member}')::{_kind(element, compiler)}"


def _kind(element: Any, compiler: Any) -> str:
    kind = element.type.dialect_impl(compiler.dialect)
    impl = getattr(kind, "impl", kind) if isinstance(kind, types.TypeDecorator) else kind
    if isinstance(impl, (types.NullType, String)):
        return "TEXT"
    return str(compiler.dialect.type_compiler_instance.process(impl))


def _nulls_before_all(clause: Any) -> Any:
    inner = clause.element if isinstance(clause, _label_reference) else clause
    modifier = inner.modifier if isinstance(inner, UnaryExpression) else None
    named = inner.element if modifier in (operators.asc_op, operators.desc_op) else inner
    if isinstance(named, Column) and not named.nullable:
        return clause  # indexes have this order
    return nulls_last(clause) if modifier is operators.desc_op else nulls_first(clause)

"""Tables that are described by classes, without the part of SQLAlchemy that maps rows to objects."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Double, Index, String, Text, select
from sqlalchemy import types as sql

from emulator.store.tables import METADATA, Column, Document, Moment, Table, column


class Marked:
    mark: Column[str | None] = column(Text)


@pytest.fixture
def thing() -> Iterator[type[Any]]:
    class Thing(Marked, Table):
        __tablename__ = "test_thing"
        __table_args__ = (Index(None, "sandbox", "size"), {"sqlite_with_rowid": False})

        id: Column[str] = column(String(36), primary_key=True)
        size: Column[int | None]
        weight: Column[float] = column(Double)
        ready: Column[bool]
        at: Column[datetime | None]
        parts: Column[list[Any]]
        facts: Column[dict[str, Any] | None]

    yield Thing
    METADATA.remove(Thing.__table__)


@pytest.fixture
def other() -> Iterator[type[Any]]:
    class Other(Marked, Table):
        __tablename__ = "test_other"

        id: Column[int] = column(primary_key=True)

    yield Other
    METADATA.remove(Other.__table__)


def test_annotations_say_the_types_of_columns_and_which_may_be_null(thing: type[Any]) -> None:
    columns = {each.name: (type(each.type), each.nullable) for each in thing.__table__.c}
    assert columns == {
        "sandbox": (String, False),
        "id": (String, False),
        "size": (sql.Integer, True),
        "weight": (Double, False),
        "ready": (sql.Boolean, False),
        "at": (Moment, True),
        "parts": (Document, False),
        "facts": (Document, True),
        "mark": (Text, True),
    }


def test_the_key_begins_with_the_sandbox_and_indexes_have_fixed_names(thing: type[Any]) -> None:
    assert [each.name for each in thing.__table__.primary_key] == ["sandbox", "id"]
    assert [each.name for each in thing.__table__.indexes] == ["ix_test_thing_sandbox_size"]
    assert thing.__table__.dialect_options["sqlite"]["with_rowid"] is False


def test_each_table_has_columns_of_its_own_from_a_mixin(thing: type[Any], other: type[Any]) -> None:
    assert thing.mark.table is thing.__table__
    assert other.mark.table is other.__table__


def test_a_statement_takes_the_class_for_its_table(thing: type[Any], other: type[Any]) -> None:
    joined = select(thing.id).join_from(thing, other, thing.size == other.id)
    assert "FROM test_thing JOIN test_other ON test_thing.size = test_other.id" in str(joined)


def test_a_column_of_a_type_that_no_sql_type_is_known_for_is_refused() -> None:
    with pytest.raises(KeyError, match="complex"):
        type("Wrong", (Table,), {"__tablename__": "test_wrong", "__annotations__": {"value": Column[complex]}})


def test_the_program_runs_with_every_vendor_and_without_the_mapping_to_objects() -> None:
    program = (
        "import sys\n"
        "from emulator.vendors import ENTRIES, load_vendor\n"
        "import emulator.app, emulator.server, emulator.control.app, emulator.player.app\n"
        "for entry in ENTRIES: load_vendor(entry.name)\n"
        "assert 'sqlalchemy' in sys.modules and 'sqlalchemy.orm' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)

"""Statements are confined to one sandbox, whatever they join."""

import pytest
from sqlalchemy import bindparam, delete, exists, func, select, update
from sqlalchemy.dialects import sqlite

from emulator.jobs.job import Job
from emulator.mails.outbox import Email
from emulator.store.statement import Statement, UnscopedStatementError, scoped

DIALECT = sqlite.dialect(paramstyle="qmark")


def sql(statement: Statement) -> str:
    return statement.compiled(DIALECT).sql


def test_every_table_of_a_join_gets_the_criterion() -> None:
    joined = select(Job.id, Email.number).join_from(Job, Email, Email.number == Job.number)
    text = sql(Statement(joined))
    assert "job.sandbox = ?" in text
    assert "message.sandbox = ?" in text


def test_updates_and_deletes_are_confined_too() -> None:
    assert "job.sandbox = ?" in sql(Statement(update(Job).values(state=bindparam("new"))))
    assert "job.sandbox = ?" in sql(Statement(delete(Job).where(Job.id == bindparam("id"))))


def test_a_table_that_hides_in_a_subquery_is_refused_unless_it_brings_the_criterion() -> None:
    hidden = exists().where(Email.number == Job.number)
    with pytest.raises(UnscopedStatementError, match="message"):
        sql(Statement(select(Job.id).where(hidden)))
    assert "message.sandbox = ?" in sql(Statement(select(Job.id).where(hidden.where(scoped(Email)))))


def test_a_missing_parameter_is_an_error_and_not_null() -> None:
    statement = Statement(select(Job.id).where(Job.id == bindparam("id")))
    with pytest.raises(KeyError):
        statement.compiled(DIALECT).arguments({"sandbox": "s"})


def test_values_written_into_the_statement_are_kept() -> None:
    statement = Statement(select(func.count()).select_from(Job).where(Job.kind == "a", Job.state == bindparam("state")))
    arguments = statement.compiled(DIALECT).arguments({"sandbox": "s", "state": "b"})
    assert sorted(arguments) == ["a", "b", "s"]

"""What the rows of a world that is imported must have beside values that their columns can have: names that mean something here, and the
rows that they refer to."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from emulator.faults.rule import RULE, Rule
from emulator.faults.stored_rules import FaultRule
from emulator.jobs.job import Job, JobKind, UnknownKindError
from emulator.sandbox.owners import SandboxCredential
from emulator.store.tables import METADATA, OF
from emulator.vendors import ENTRIES, load_vendor
from emulator.worlds.exported import Rows, WorldRefusedError


def check_names(rows: Rows, prepared: Collection[str], kind_of: Callable[[str], JobKind]) -> None:
    """Raises `WorldRefusedError` with the place of a vendor, a kind of job or a rule for faults that is not known here.

    `prepared` are the vendors in use.
    """
    installed = {entry.name for entry in ENTRIES}
    for table in rows:
        vendor = table.partition("_")[0]
        if vendor in installed and vendor not in prepared:
            raise WorldRefusedError(f"state.prepared: must have {vendor}, since there are rows in {table}")
    for index, row in enumerate(rows.get(SandboxCredential.__tablename__, [])):
        if row["vendor"] not in installed or load_vendor(row["vendor"]).accounts is None:
            where = f"tables.{SandboxCredential.__tablename__}[{index}].vendor"
            raise WorldRefusedError(f"{where}: {row['vendor'][:60]!r} is no vendor here that has accounts")
    for index, row in enumerate(rows.get(Job.__tablename__, [])):
        for column, why in _wrong(row, kind_of):
            raise WorldRefusedError(f"tables.{Job.__tablename__}[{index}].{column}: {why}")
    for index, row in enumerate(rows.get(FaultRule.__tablename__, [])):
        where = f"tables.{FaultRule.__tablename__}[{index}]"
        try:
            rule: Rule = RULE.validate_json(row["rule"])
        except ValidationError as error:
            raise WorldRefusedError(f"{where}.rule: {error.errors()[0]['msg'][:200]}") from None
        if rule.on != row["target"]:
            raise WorldRefusedError(f"{where}.target: must be {rule.on}, as the rule says")


def check_references(tables: Mapping[str, tuple[list[str], list[list[Any]]]]) -> None:
    """Raises `WorldRefusedError` with the place of a row that cannot be without another one, which is not there.

    `tables` are the names of columns and the records of each table.
    """
    for table in tables:
        for target, names in METADATA.tables[table].info[OF].items():
            key = [column.name for column in METADATA.tables[target].primary_key if column.name != "sandbox"]
            there = set(_values(tables, target, key))
            for index, values in enumerate(_values(tables, table, names)):
                if values not in there:
                    where = f"tables.{table}[{index}].{names[-1]}"
                    raise WorldRefusedError(f"{where}: there is no {str(values[-1])[:60]!r} in tables.{target}")


def _values(
    tables: Mapping[str, tuple[list[str], list[list[Any]]]], table: str, names: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    columns, records = tables.get(table, ([], []))
    places = [columns.index(name) for name in names] if records else []
    return (tuple(record[place] for place in places) for record in records)


def _wrong(job: dict[str, Any], kind_of: Callable[[str], JobKind]) -> Iterator[tuple[str, str]]:
    """The columns of a job that do not go together, and why."""
    try:
        kind = kind_of(job["kind"])
    except UnknownKindError as error:
        yield "kind", str(error)[:200]
        return
    if job["id"] != kind.job_id(job["subject"]):
        yield "id", f"must be {kind.job_id(job['subject'])[:200]}"
    if kind.delivers and not job["subject"].isdecimal():
        yield "subject", "must be the number of a delivery"
    states = (*kind.states, kind.failed) if job["due"] is None else kind.states[:-1]
    if job["state"] not in states:
        yield "state", f"must be one of {', '.join(states)}"

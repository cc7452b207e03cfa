"""Which sandbox a credential leads to when a call does not name one. Sandboxes own these credentials in addition to the well-known ones."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from sqlalchemy import String, select

from emulator.sandbox.kept import not_kept
from emulator.store.database import Database
from emulator.store.rows import Statement, Table
from emulator.store.tables import Column, column
from emulator.store.unit_of_work import UnitOfWork

LONGEST_KEY = 255

Name = tuple[str, str]
"""(vendor, key of an account at this vendor)"""


class SandboxCredential(Table):
    """The key of an account at a vendor; no other sandbox may own it. The account itself is a row of the vendor."""

    __tablename__ = "sandbox_credential"

    vendor: Column[str] = column(String(64), primary_key=True)
    key: Column[str] = column(String(LONGEST_KEY), primary_key=True)
    created: Column[datetime]


_NAMES = Statement(select(SandboxCredential.vendor, SandboxCredential.key).order_by(SandboxCredential.created))
_EVERY = Statement(
    select(SandboxCredential.sandbox, SandboxCredential.vendor, SandboxCredential.key).where(
        not_kept(SandboxCredential.sandbox)
    ),
    every_sandbox=True,
)


class CredentialConflictError(Exception):
    """A credential conflicts with existing data; the message says why."""


class KeyTakenError(CredentialConflictError):
    """A key belongs to another sandbox."""

    def __init__(self, vendor: str, key: str, owner: str) -> None:
        super().__init__(f"the key {key} of {vendor} belongs to the sandbox {owner}")


class Owners:
    """The table in memory, so that a call costs no statement. Code that changes the table calls `renew` in its unit of work."""

    def __init__(self, database: Database) -> None:
        compiled = _EVERY.compiled(database.dialect)
        self._keys: dict[str, dict[str, str]] = {}
        for record in database.cursor.execute(compiled.sql, compiled.arguments({})).fetchall():
            row = compiled.row(record)
            self._keys.setdefault(row["vendor"], {})[row["key"]] = row["sandbox"]

    def of(self, vendor: str) -> Mapping[str, str]:
        """The sandboxes by the keys that they own at a vendor."""
        return self._keys.get(vendor, {})

    def new_in(self, work: UnitOfWork) -> set[Name]:
        """The credentials that the unit of work has added. Raises `KeyTakenError` for one that another sandbox owns."""
        new = set(owned_by(work)) - self._of_sandbox(work.sandbox)
        for vendor, key in sorted(new):
            owner = self.of(vendor).get(key)
            if owner is not None:
                raise KeyTakenError(vendor, key, owner)
        return new

    def renew(self, work: UnitOfWork) -> None:
        """Read the unit of work's credentials again; undone if its writes are undone. Raises `KeyTakenError`."""
        self.new_in(work)
        before, after = self._of_sandbox(work.sandbox), set(owned_by(work))
        if before != after:
            self._put(work.sandbox, after)
            work.if_undone(partial(self._put, work.sandbox, before))

    def _of_sandbox(self, sandbox: str) -> set[Name]:
        return {(vendor, key) for vendor, keys in self._keys.items() for key, owner in keys.items() if owner == sandbox}

    def _put(self, sandbox: str, names: set[Name]) -> None:
        for vendor, key in self._of_sandbox(sandbox):
            del self._keys[vendor][key]
        for vendor, key in names:
            self._keys.setdefault(vendor, {})[key] = sandbox


def owned_by(work: UnitOfWork) -> list[Name]:
    """The credentials of the unit of work's sandbox, oldest first."""
    return [(row["vendor"], row["key"]) for row in work.all(_NAMES)]

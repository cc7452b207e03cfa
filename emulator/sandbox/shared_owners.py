"""The owners of credentials where several processes share a database: each look-up reads the table, and one process at a time adds keys."""

from collections.abc import Iterator, Mapping

from emulator.sandbox.kept import MARK
from emulator.sandbox.owners import KeyTakenError, Name, Owners, owned_by
from emulator.store.database import Database
from emulator.store.failing import why_unwritable
from emulator.store.unit_of_work import UnitOfWork

_ONE = f"""
    SELECT sandbox FROM sandbox_credential WHERE vendor = $1 AND key = $2 AND sandbox NOT LIKE '{MARK}%' AND sandbox <> $3
"""  # noqa: S608
_KEYS = f"SELECT key FROM sandbox_credential WHERE vendor = $1 AND sandbox NOT LIKE '{MARK}%'"  # noqa: S608
_OF_SANDBOX = "SELECT vendor, key FROM sandbox_credential WHERE sandbox = $1"


class OwnedKeys(Mapping[str, str]):
    """Looks up sandboxes by the keys that they own at a vendor."""

    def __init__(self, database: Database, vendor: str) -> None:
        self._database = database
        self._vendor = vendor

    def __getitem__(self, key: str) -> str:
        found = self._rows(_ONE, self._vendor, key, "")
        if not found:
            raise KeyError(key)
        return str(found[0][0])

    def __iter__(self) -> Iterator[str]:
        return (key for (key,) in self._rows(_KEYS, self._vendor))

    def _rows(self, sql: str, *values: str) -> list[tuple[str]]:
        """The rows; None while the server cannot be reached: the call then goes to the default sandbox, whose vendor refuses it."""
        try:
            rows: list[tuple[str]] = self._database.aside(sql, values).fetchall()
        except Exception as error:
            if why_unwritable(error) is None:
                raise
            return []
        return rows

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return True  # looking up the key of a request costs less than counting all


class SharedOwners(Owners):
    """The same interface as `Owners`, read from the table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, vendor: str) -> Mapping[str, str]:
        return OwnedKeys(self._database, vendor)

    def new_in(self, work: UnitOfWork) -> set[Name]:
        before = {(vendor, key) for vendor, key in self._database.aside(_OF_SANDBOX, [work.sandbox]).fetchall()}
        new = set(owned_by(work)) - before
        if new:
            self._database.hold("credentials")
        for vendor, key in sorted(new):
            owner = self._database.aside(_ONE, [vendor, key, work.sandbox]).fetchone()
            if owner is not None:
                raise KeyTakenError(vendor, key, owner[0])
        return new

    def renew(self, work: UnitOfWork) -> None:
        self.new_in(work)

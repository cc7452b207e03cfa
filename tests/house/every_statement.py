"""The statements that stand in the program's modules, as a process has them that does nothing but import all of them.

They are found by the garbage collector. In the process of the tests it would find those, too, that other tests have made, and would not
find those that were there when tests/conftest.py took all objects away from it.
"""

import gc
import importlib
import json
import pkgutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import emulator
from emulator.store.database import Database
from emulator.store.statement import Statement
from emulator.vendors.subject import SubjectSearch
from tests import postgresql


@dataclass(frozen=True)
class Found:
    """A statement as it is compiled for the store of the tests. `searches`: it is what a `SubjectSearch` makes of no key."""

    sql: str
    binds: tuple[str, ...]
    positional: bool
    every_sandbox: bool
    searches: bool

    @property
    def nothing(self) -> Any:
        """Parameters for it, all NULL."""
        return [None] * len(self.binds) if self.positional else dict.fromkeys(self.binds)


@cache
def every_statement(lower_in: str = "default") -> list[Found]:
    """All statements, and all searches. `lower_in` is the collation in which a PostgreSQL makes lower case."""
    line = [sys.executable, "-m", "tests.house.every_statement", lower_in]
    done = subprocess.run(line, stdout=subprocess.PIPE, text=True, check=True)
    return [Found(**{**each, "binds": tuple(each["binds"])}) for each in json.loads(done.stdout)]


def main() -> None:
    """Print them."""
    for module in pkgutil.walk_packages(emulator.__path__, "emulator."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)
    dialect = _dialect(sys.argv[1])
    found = [(each, False) for each in gc.get_objects() if isinstance(each, Statement)]
    found += [(each._statement(frozenset()), True) for each in gc.get_objects() if isinstance(each, SubjectSearch)]
    print(json.dumps([asdict(_found(statement, dialect, searches=searches)) for statement, searches in found]))


def _dialect(lower_in: str) -> Any:
    if postgresql.ON_SERVER:
        from emulator.store.postgresql.dialect import Dialect

        dialect = Dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
        dialect.lower_in = lower_in
        return dialect
    return Database(None).dialect


def _found(statement: Statement[Any], dialect: Any, *, searches: bool) -> Found:
    made = statement.compiled(dialect)
    return Found(made.sql, tuple(made.binds), made.positional, statement.every_sandbox, searches)


if __name__ == "__main__":
    main()

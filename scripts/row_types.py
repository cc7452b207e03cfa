"""Write `rows.pyi` beside a `rows.py`: the type of the rows there, with every key that a table, a select or the contract has.

The values of a key may be anything, since rules show a row in other forms than it is kept in. What mypy checks is the names.
"""

import argparse
import ast
import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from keyword import iskeyword
from pathlib import Path
from typing import Any

from emulator.contract.loading import load_contract
from emulator.store.tables import METADATA, Table
from emulator.vendors import ENTRIES, table_modules

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "tests" / "toy_vendor" / "toy_vendor"
COMMON = ROOT / "emulator" / "store" / "rows.py"
HEAD = """# Written by scripts/generate: every key that a row can have.
from typing import {imports}

from emulator.store import statement, tables
{common}
MORE_KEYS: tuple[str, ...]
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A `rows.py`, and the folders whose rows are of its type."""

    path: Path
    package: Path
    module: str
    without: tuple[Path, ...] = ()

    def has(self, path: Path) -> bool:
        """True if a file or module belongs to it."""
        return path.is_relative_to(self.package) and not any(path.is_relative_to(other) for other in self.without)


def places() -> list[Place]:
    """Those of the emulator's own tables, of its vendors and of the example of a vendor."""
    modules = {entry.module: ROOT / entry.module.replace(".", "/") for entry in ENTRIES}
    own = {module: folder for module, folder in modules.items() if folder.is_dir()}
    common = Place(COMMON, ROOT / "emulator", "emulator.store.rows", tuple(own.values()))
    vendors = [Place(folder / "rows.py", folder, f"{module}.rows") for module, folder in own.items()]
    return [common, *vendors, plug_in(EXAMPLE)]


def plug_in(package: Path) -> Place:
    """That of a vendor that is a distribution of its own, by the folder of its package, which is importable from then on."""
    if str(package.parent) not in sys.path:
        sys.path.append(str(package.parent))
    return Place(package / "rows.py", package, f"{package.name}.rows")


def row_type(place: Place) -> str:
    """The text of the `rows.pyi`."""
    more = importlib.import_module(place.module).MORE_KEYS
    contract = place.package / "contract"
    members = set(_members(contract)) if contract.is_dir() and place.path != COMMON else set()
    return _written(place.path == COMMON, {*_columns(place), *_labels(place), *members, *more})


def _columns(place: Place) -> Iterator[str]:
    for module in (*table_modules(), *_tables_of(place)):
        importlib.import_module(module)
    files = {table.__tablename__: Path(sys.modules[table.__module__].__file__ or "") for table in _every(Table)}
    for name, core in METADATA.tables.items():
        if place.has(files[name]):
            yield from (column.name for column in core.columns)


def _tables_of(place: Place) -> list[str]:
    return [] if place.path == COMMON else [f"{place.module.removesuffix('.rows')}.tables"]


def _every(base: type[Table[Any]]) -> Iterator[type[Table[Any]]]:
    for table in base.__subclasses__():
        yield table
        yield from _every(table)


def _labels(place: Place) -> Iterator[str]:
    """The texts in `.label("…")`."""
    for path in place.package.rglob("*.py"):
        if place.has(path):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "label":
                    yield from (str(each.value) for each in node.args if isinstance(each, ast.Constant))


def _members(folder: Path) -> Iterator[str]:
    contract = load_contract(folder)
    for schema in contract.schemas.values():
        yield from (field.key for field in schema.fields)
    for operation in contract.operations.values():
        yield from (field.key for field in operation.parameters)
        if operation.request is not None:
            yield from (field.key for field in operation.request.form)


def _written(is_common: bool, keys: set[str]) -> str:
    odd = sorted(key for key in keys if iskeyword(key))
    bases = ["_Keywords"] if odd else []
    bases += [] if is_common and odd else ["TypedDict"] if is_common else ["CommonRow"]
    common = "" if is_common else "from emulator.store.rows import Row as CommonRow\n"
    lines = [HEAD.format(imports="Any, TypedDict" if odd or is_common else "Any", common=common)]
    if odd:
        spelled = ", ".join(f'"{key}": Any' for key in odd)
        lines += [f'_Keywords = TypedDict("_Keywords", {{{spelled}}}, total=False)', ""]
    lines += [f"class Row({', '.join(bases)}, total=False):", *(f"    {key}: Any" for key in sorted(keys - {*odd})), ""]
    lines += ["Statement = statement.Statement[Row]", "Table = tables.Table[Row]", ""]
    return "\n".join(lines)


def main() -> None:
    """Write the file of a plug-in."""
    parser = argparse.ArgumentParser(prog="scripts/row-types", description=__doc__)
    parser.add_argument("package", type=Path, help="the folder of a plug-in's package, with its rows.py")
    place = plug_in(parser.parse_args().package.resolve())
    if not place.path.is_file():
        sys.exit(f"there is no {place.path}")
    place.path.with_suffix(".pyi").write_text(row_type(place), "utf-8")


if __name__ == "__main__":
    main()

"""`lms-emulator diff`."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from emulator.cli.one_or_two import COULD_NOT, ended, judging
from emulator.cli.vendor_names import named_vendor

if TYPE_CHECKING:
    from emulator.vendors.entry import Entry
    from emulator.verifying.shapes.shape_file import Shapes


def diff(
    file: Annotated[Path, typer.Argument(help="A file of shapes, of `record` or `verify --out`.")],
    emulator: Annotated[
        str | None, typer.Option(help="A running emulator [one is started for the time being].")
    ] = None,
    token: Annotated[
        str | None, typer.Option(envvar="EMULATOR_CONTROL_TOKEN", show_envvar=True, help="The token of that emulator.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdicts as JSON.")] = False,
) -> None:
    """Hold a vendor's shapes against the emulator and its contract. Exit code 0: they agree, 2: they differ, 1: it could not run."""
    from emulator.verifying.errors import CannotVerifyError
    from emulator.verifying.judging.file_diff import file_diff
    from emulator.verifying.shapes.shape_file import read

    with judging((CannotVerifyError,)):
        found = read(file)
        entry = named_vendor(found.vendor, COULD_NOT)
        from emulator.vendors import load_vendor

        report = file_diff(load_vendor(entry.name).contract, found, _own(entry, emulator, token))
        print(json.dumps(report.document()) if as_json else "\n".join(report.lines()))
        raise ended(report.differs)


def _own(entry: "Entry", url: str | None, token: str | None) -> "Shapes":
    """The shapes of what the emulator answers itself."""
    from emulator import example_seed
    from emulator.verifying.own_emulator import emulated_side, own_emulator, sandbox
    from emulator.verifying.own_shapes import own_shapes
    from emulator.verifying.plan import verification

    how = verification(entry)
    with (
        nullcontext(url) if url else own_emulator() as root,
        sandbox(root, entry, example_seed.text(), token) as here,
    ):
        side = emulated_side(entry, how, here)
        try:
            return own_shapes(side, how.scenarios)
        finally:
            side.close()

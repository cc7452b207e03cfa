"""`lms-emulator diff`."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from emulator.cli.one_or_two import COULD_NOT, ended, judging
from emulator.cli.options import AsJson, OtherEmulator, Token
from emulator.cli.vendor_names import named_vendor

if TYPE_CHECKING:
    from emulator.vendors.entry import Entry
    from emulator.vendors.scenarios.verification import Verification
    from emulator.verifying.judging.file_diff import Refused
    from emulator.verifying.shapes.shape_file import Shapes


def diff(
    file: Annotated[Path, typer.Argument(help="A file of shapes, of `record` or `verify --out`.")],
    emulator: OtherEmulator = None,
    token: Token = None,
    as_json: AsJson = False,
) -> None:
    """Ask the emulator what a vendor was asked, and compare the answers. Exit code 0: they agree, 2: they differ, 1: it could not run."""
    from emulator.verifying.errors import CannotVerifyError
    from emulator.verifying.judging.file_diff import file_diff
    from emulator.verifying.plan import verification
    from emulator.verifying.shapes.shape_file import read

    with judging((CannotVerifyError,)):
        found = read(file)
        entry = named_vendor(found.vendor, COULD_NOT)
        from emulator.vendors import load_vendor

        how = verification(entry)
        own, refused = _own(entry, how, found.shapes, emulator, token)
        report = file_diff(load_vendor(entry.name).contract, found, own, refused, lacks=how.omits_empty)
        print(json.dumps(report.document()) if as_json else "\n".join(report.lines()))
        raise ended(report.differs)


def _own(
    entry: "Entry", how: "Verification", recorded: "Shapes", url: str | None, token: str | None
) -> "tuple[Shapes, list[Refused]]":
    """The shapes of what the emulator answers itself, to the scenarios and to what was recorded."""
    from emulator.verifying.own_emulator import emulated_side, own_emulator, own_seed, sandbox
    from emulator.verifying.own_shapes import OwnShapes
    from emulator.verifying.replaying import replay

    with (
        nullcontext(url) if url else own_emulator() as root,
        sandbox(root, entry, own_seed(entry), token) as here,
    ):
        own = OwnShapes(emulated_side(entry, how, here))
        try:
            own.run(how.all_scenarios(own.side.contract))
            return own.shapes, replay(own, recorded)
        finally:
            own.side.close()

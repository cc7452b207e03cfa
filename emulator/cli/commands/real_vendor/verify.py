"""`lms-emulator verify`."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emulator.cli.client import CannotAskError, pairs
from emulator.cli.one_or_two import COULD_NOT, ended, judging
from emulator.cli.options import AsJson, OtherEmulator, Token
from emulator.cli.stopping import stop
from emulator.cli.vendor_names import named_vendor

if TYPE_CHECKING:
    from emulator.vendors.entry import Entry
    from emulator.verifying.clean_up import CleanUpList
    from emulator.verifying.plan import Plan


BaseUrl = Annotated[str | None, typer.Option(help="The base URL of the real API.")]
Write = Annotated[
    bool,
    typer.Option(
        "--write/--read-only",
        help="Also create objects there, and delete them again [--read-only].",
        show_default=False,
    ),
]
Prefix = Annotated[str | None, typer.Option(help="With --write: how the names of created objects begin.")]
Leave = Annotated[
    bool, typer.Option("--leave", help="With --write: also create what the vendor's API cannot delete; it stays there.")
]
Credentials = Annotated[
    list[str] | None, typer.Option(help="NAME=VALUE, repeatable [from the vendor's environment variables].")
]
Key = Annotated[str | None, typer.Option(help="The credential, for a vendor that has only one.")]
Out = Annotated[Path | None, typer.Option(help="A file for the shapes of the vendor's answers, without any data.")]
CleanUp = Annotated[Path | None, typer.Option(help="Only delete what an interrupted run left, by its file.")]
Pace = Annotated[float | None, typer.Option(min=1, help="The maximum number of calls per minute [set by the vendor].")]
Slow = Annotated[float, typer.Option(min=0, help="Report answers this many seconds slower than the emulator's.")]
Wait = Annotated[float, typer.Option(min=0, help="Seconds that a job, such as an import, may take.")]


def verify(
    vendor: Annotated[str, typer.Argument(help="The vendor's name.")],
    base_url: BaseUrl = None,
    write: Write = False,
    prefix: Prefix = None,
    leave: Leave = False,
    credential: Credentials = None,
    key: Key = None,
    emulator: OtherEmulator = None,
    token: Token = None,
    out: Out = None,
    clean_up: CleanUp = None,
    pace: Pace = None,
    slow: Slow = 5,
    wait: Wait = 120,
    as_json: AsJson = False,
) -> None:
    """Compare the real vendor with the emulator, with your own credentials. Exit code 0: they agree, 2: they differ, 1: it failed."""
    entry = named_vendor(vendor, COULD_NOT)
    alone = {"--write": write, "--prefix": prefix, "--leave": leave, "--out": out, "--json": as_json}
    _check(base_url, write, prefix, leave) if clean_up is None else _check_alone(alone)
    from emulator.verifying.errors import CannotVerifyError

    with judging((CannotVerifyError, CannotAskError)):
        listed = _listed(entry, clean_up)
        where: dict[str, Any] = {"emulator": emulator, "token": token, "leave": leave}
        times: dict[str, Any] = {"pace": pace, "slow": slow, "wait": wait}
        base, given = base_url or (listed.base if listed else ""), pairs(credential or (), "--credential")
        plan = _plan(entry, base, given, key, prefix, **where, **times)
        if listed is not None:
            _finish(plan, listed)
        else:
            raise _run(plan, out, as_json)


def _check_alone(given: Mapping[str, object]) -> None:
    """`--clean-up` does nothing else, so an option that asks for more would do nothing."""
    for name, value in given.items():
        if value:
            stop(f"{name} is of no use with --clean-up, which only deletes what an interrupted run has left", COULD_NOT)


def _check(base_url: str | None, write: bool, prefix: str | None, leave: bool) -> None:
    if base_url is None:
        stop("give --base-url, the base URL of the real API", COULD_NOT)
    if write and prefix is None:
        stop("--write needs --prefix: how the names of what is made begin", COULD_NOT)
    if prefix is not None and not write:
        stop("--prefix is for --write", COULD_NOT)
    if leave and not write:
        stop("--leave is for --write", COULD_NOT)


def _listed(entry: "Entry", path: Path | None) -> "CleanUpList | None":
    from emulator.verifying.clean_up import CleanUpList
    from emulator.verifying.errors import CannotVerifyError

    listed = CleanUpList.read(path) if path is not None else None
    if listed is not None and listed.vendor != entry.name:
        raise CannotVerifyError(f"{path} is of a run for {listed.vendor}")
    return listed


def _plan(
    entry: "Entry", base: str, given: dict[str, str], key: str | None, prefix: str | None, **options: Any
) -> "Plan":
    from emulator.vendors import load_vendor
    from emulator.verifying.plan import Plan, credentials_of, verification

    how = verification(entry)
    if key is not None:
        given[how.only_credential] = key
    return Plan(
        entry=entry,
        contract=load_vendor(entry.name).contract,
        verification=how,
        base=base,
        credentials=credentials_of(how, given, os.environ),
        prefix=prefix,
        listed=Path(f"lms-emulator-verify-{prefix}.cleanup"),
        **options,
    )


def _run(plan: "Plan", out: Path | None, as_json: bool) -> typer.Exit:
    from emulator import __version__
    from emulator.verifying.shapes.shape_file import check_writable, write
    from emulator.verifying.today import today
    from emulator.verifying.verifying import verify

    if out is not None:
        check_writable(out)  # a file that cannot be written is told now, not at the end
    report, shapes = verify(plan, _say)
    if out is not None:
        write(out, shapes.document(plan.entry.name, __version__, today()))
    print(json.dumps(report.document()) if as_json else "\n".join(report.lines()))
    return ended(report.differs)


def _finish(plan: "Plan", listed: "CleanUpList") -> None:
    from emulator.verifying.verifying import finish

    count = len(listed.left)
    if not finish(plan, listed, _say):
        stop(f"{len(listed.left)} of {count} are still there; {listed.path} keeps them", COULD_NOT)
    print(f"{count} of {count} are gone")


def _say(words: str) -> None:
    print(f"lms-emulator: {words}", file=sys.stderr)

"""`lms-emulator play`."""

from collections.abc import Mapping
from inspect import Parameter
from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks, own_parameters, take
from emulator.cli.client import CannotAskError, RunningEmulator, pairs
from emulator.vendors import ENTRIES


@asks(creates=True)
def play(
    emulator: RunningEmulator,
    *,
    attempt: Annotated[str | None, typer.Option(help="The attempt's own id.")] = None,
    by: Annotated[list[str] | None, typer.Option(help="Another id, as NAME=VALUE: learner, vendor, …")] = None,
    sco: Annotated[str | None, typer.Option(help="The SCO [all SCOs that are not completed].")] = None,
    status: Annotated[str | None, typer.Option(help="passed, failed, completed or incomplete.")] = None,
    score: Annotated[float | None, typer.Option(help="The score, of 100.")] = None,
    seconds: Annotated[float | None, typer.Option(help="How long it took.")] = None,
    location: Annotated[str | None, typer.Option(help="Where the learner was.")] = None,
    suspend_data: Annotated[str | None, typer.Option(help="The SCO's suspend data.")] = None,
    values: Annotated[list[str] | None, typer.Option("--set", help="A CMI element, as NAME=VALUE.")] = None,
    suspend: Annotated[bool, typer.Option("--suspend", help="Suspend the attempt.")] = False,
    waive: Annotated[
        str | None, typer.Option(help="Let the LMS waive units of a cmi5 course instead, with this reason.")
    ] = None,
    to_list: Annotated[bool, typer.Option("--list", help="List what learners attempt, and do nothing.")] = False,
    to_link: Annotated[bool, typer.Option("--link", help="Print a link for a browser, and do nothing else.")] = False,
    **ids: str | None,
) -> Said:
    """Play a course without a browser: launch it, say what the learner did, and leave it. Exit code 1 if the emulator refuses."""
    named = {"attempt": attempt, **ids}
    wanted = {**{name: value for name, value in named.items() if value is not None}, **pairs(by or (), "--by")}
    if to_list and to_link:
        raise CannotAskError("--list and --link: give one of them")
    if to_list:
        found = emulator.ask("GET", "attempts", wanted)
        return Said(found, [*map(_line, found["attempts"])] or ["nothing to attempt"])
    if to_link:
        link = emulator.ask("POST", "attempts/link", wanted, {})
        return Said(link, [link["link"]])
    if waive is not None:
        waived = emulator.ask("POST", "attempts/waive", wanted, {"reason": waive, **({"sco": sco} if sco else {})})
        return Said(waived, [_line(waived)])
    said = {"sco": sco, "status": status, "score": score, "seconds": seconds, "location": location}
    said |= {"suspend_data": suspend_data, "exit": "suspend" if suspend else None}
    deed = {**said, "values": pairs(values or (), "--set") or None}
    body = {name: value for name, value in deed.items() if value is not None}
    answer = emulator.ask("POST", "attempts/play", wanted, body)
    return Said(answer, [_line(answer), *answer["notes"]])


def _take_ids() -> None:
    """Give `play` an option for each id by which an installed vendor finds attempts."""
    owners: dict[str, list[str]] = {}
    for entry in ENTRIES:
        for key in entry.subjects:
            owners.setdefault(key, []).append(f"{entry.title}'s")
    own = own_parameters(play)
    options = [
        Parameter(
            key,
            Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, typer.Option(help=f"{' or '.join(owned)} {key.replace('_', ' ')}.")],
        )
        for key, owned in owners.items()
        if key not in {each.name for each in own}  # that one is given by --by
    ]
    take(play, [*own[:1], *options, *own[1:]])


def _line(summary: Mapping[str, Any]) -> str:
    """An attempt in a line."""
    ids = " ".join(f"{name}={value}" for name, value in summary["of"].items())
    score = "" if summary["score"] is None else f", score {summary['score']:g}"
    seconds = f", {summary['seconds']:g} s" if summary["seconds"] else ""
    suspended = ", suspended" if summary["suspended"] else ""
    attempt = summary["attempt"] or "not launched yet"
    return f"{attempt}: {summary['vendor']} {ids}: {summary['status']}{suspended}{score}{seconds}"


_take_ids()

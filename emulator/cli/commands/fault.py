"""`lms-emulator fault`."""

import json
from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import quote

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import CannotAskError, RunningEmulator, pairs

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Make calls, jobs and deliveries go wrong (docs/faults.md)."
)


@app.command("list")
@asks()
def list_faults(emulator: RunningEmulator) -> Said:
    """List the rules, and how often each happened."""
    answer = emulator.ask("GET", "faults")
    return Said(answer, [*map(_line, answer["faults"])] or ["nothing goes wrong on request"])


@app.command()
@asks(creates=True)
def add(
    emulator: RunningEmulator,
    match: Annotated[list[str] | None, typer.Option(help="NAME=VALUE: vendor, operation, method, path, …")] = None,
    when: Annotated[list[str] | None, typer.Option(help="NAME=VALUE: times, every, skip, probability, seed.")] = None,
    do: Annotated[list[str] | None, typer.Option(help="NAME=VALUE: status, delay, connection, reason, …")] = None,
    on: Annotated[str | None, typer.Option(help="calls, jobs or deliveries [calls].")] = None,
    rule: Annotated[str | None, typer.Option(help="The whole rule in JSON, instead.")] = None,
) -> Said:
    """Add a rule. Values are JSON, or else text: --match vendor=litmos --when times=1 --do status=503."""
    parts = {"match": _members(match, "--match"), "when": _members(when, "--when"), "do": _members(do, "--do")}
    body: dict[str, Any] = {name: members for name, members in parts.items() if members}
    if on is not None:
        body["on"] = on
    if rule is not None:
        if body:
            raise CannotAskError("--rule is a whole rule; give it without --match, --when, --do and --on")
        body = _json(rule)
    answer = emulator.ask("POST", "faults", body=body)
    return Said(answer, [_line(answer)])


@app.command()
@asks()
def recipes(emulator: RunningEmulator) -> Said:
    """List the recipes: rules with a name."""
    answer = emulator.ask("GET", "faults/recipes")
    return Said(answer, [f"{recipe['name']}: {recipe['description']}" for recipe in answer["recipes"]])


@app.command("apply")
@asks(creates=True)
def apply_recipe(emulator: RunningEmulator, recipe: Annotated[str, typer.Argument(help="Its name.")]) -> Said:
    """Add the rules of a recipe."""
    answer = emulator.ask("POST", f"faults/recipes/{quote(recipe, safe='')}")
    return Said(answer, [*map(_line, answer["faults"])])


@app.command()
@asks()
def lift(emulator: RunningEmulator, recipe: Annotated[str, typer.Argument(help="Its name.")]) -> Said:
    """Remove the rules of a recipe."""
    emulator.ask("DELETE", f"faults/recipes/{quote(recipe, safe='')}")
    return Said({"lifted": recipe}, [f"{recipe} is lifted"])


@app.command("on")
@asks()
def turn_on(
    emulator: RunningEmulator, what: Annotated[str, typer.Argument(help="A rule's number, or a recipe's name.")]
) -> Said:
    """Turn a rule, or the rules of a recipe, on again."""
    return _switched(emulator, what, enabled=True)


@app.command("off")
@asks()
def turn_off(
    emulator: RunningEmulator, what: Annotated[str, typer.Argument(help="A rule's number, or a recipe's name.")]
) -> Said:
    """Turn a rule, or the rules of a recipe, off; it stays there."""
    return _switched(emulator, what, enabled=False)


@app.command()
@asks()
def clear(
    emulator: RunningEmulator, numbers: Annotated[list[int] | None, typer.Argument(help="Which rules [all].")] = None
) -> Said:
    """Remove rules."""
    for number in numbers or ():
        emulator.ask("DELETE", f"faults/{number}")
    if not numbers:
        emulator.ask("DELETE", "faults")
    return Said({"cleared": numbers or "all"}, ["removed"])


def _switched(emulator: RunningEmulator, what: str, *, enabled: bool) -> Said:
    if what.isdecimal():
        answer = emulator.ask("PATCH", f"faults/{what}", body={"enabled": enabled})
        return Said(answer, [_line(answer)])
    answer = emulator.ask("PATCH", f"faults/recipes/{quote(what, safe='')}", body={"enabled": enabled})
    return Said(answer, [*map(_line, answer["faults"])])


def _members(texts: Iterable[str] | None, option: str) -> dict[str, Any]:
    return {name: _json_or_text(value) for name, value in pairs(texts or (), option).items()}


def _json_or_text(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise CannotAskError(f"--rule is no JSON: {error}") from None


def _line(fault: dict[str, Any]) -> str:
    rule = json.dumps(fault["rule"], ensure_ascii=False)
    recipe = f" {fault['recipe']}" if fault["recipe"] else ""
    spent = ", spent" if fault["spent"] else "" if fault["rule"].get("enabled", True) else ", off"
    hint = f"\n    it will perhaps never match: {fault['hint']}" if fault["hint"] else ""
    return f"{fault['id']}{recipe}: happened {fault['happened']} of {fault['matched']} times{spent}: {rule}{hint}"

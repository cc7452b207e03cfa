"""The part of docs/cli.md that follows from the commands: what each does, its arguments and its options."""

from collections.abc import Iterator
from typing import Any

import typer

from emulator.cli.asking import OPTIONS
from emulator.cli.program import app, complete_help

COMMON = set(OPTIONS)


def commands() -> str:
    """A section for each command."""
    complete_help()
    return "\n\n".join(_section(path, command) for path, command in _walk(typer.main.get_command(app), ()))


def _walk(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """(words, command) of each command that does something."""
    below = getattr(command, "commands", None)
    if below is None:
        yield path, command
        return
    for name, each in below.items():
        yield from _walk(each, (*path, name))


def _section(path: tuple[str, ...], command: Any) -> str:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    asks = {each.name for each in command.params} >= COMMON
    options = [each for each in command.params if each not in arguments and not (asks and each.name in COMMON)]
    words = " ".join(("lms-emulator", *path, *(_shown(each) for each in arguments)))
    lines = [f"- `{each.name}`: {each.help}" for each in arguments]
    lines += [f"- `{each.opts[0]}`: {each.help}" for each in options]
    return "\n".join([f"### `{words}`", "", command.help, *(["", *lines] if lines else [])])


def _shown(argument: Any) -> str:
    name = argument.name.upper() + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"

"""What every command that asks a running emulator has in common: how it finds it, how it prints, and how it ends."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from inspect import Parameter, Signature, signature
from typing import Any

import typer

from emulator.cli.address import own_url
from emulator.cli.client import CannotAskError, EmulatorRefusedError, RunningEmulator
from emulator.cli.options import AsJson, SandboxName, Token, Url
from emulator.cli.stopping import REFUSED, stop
from emulator.light.records import dataclass

OPTIONS = {
    "url": Url,
    "sandbox": SandboxName,
    "token": Token,
    "as_json": AsJson,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a command prints: a document for `--json`, else lines for people. `code` is the exit code."""

    document: Any
    lines: Sequence[str]
    code: int = 0


def asks(
    *, creates: bool = False, options: Mapping[str, Any] | None = None
) -> Callable[[Callable[..., Said | Iterator[Said]]], Callable[..., None]]:
    """Make a command of a function whose first parameter is the emulator; `--url`, `--sandbox`, `--token` and `--json` take its place.

    `options` are further ones, by name, that the function takes as `**`; each is None if it is not given.
    Without `creates`, a sandbox that is not there is refused: a misspelt name would else be an empty sandbox.
    """

    def command_of(function: Callable[..., Said | Iterator[Said]]) -> Callable[..., None]:
        def command(**given: Any) -> None:
            url, sandbox, token, as_json = (given.pop(name) for name in OPTIONS)
            emulator = RunningEmulator(url or own_url(), sandbox or None, token or None)
            code = 0
            try:
                if not creates:
                    emulator.check_sandbox()
                for said in _each(function(emulator, **given)):
                    _print(said, as_json)
                    code = max(code, said.code)
            except EmulatorRefusedError as error:
                stop(error, REFUSED)
            except CannotAskError as error:
                stop(error)
            raise typer.Exit(code)

        command.__name__, command.__doc__ = function.__name__, function.__doc__
        own = [each for each in signature(function).parameters.values() if each.kind is not Parameter.VAR_KEYWORD][1:]
        take(command, [*_optional(options or {}), *own])
        return command

    return command_of


def take(command: Callable[..., None], own: Iterable[Parameter]) -> None:
    """Let a command made by `asks` have these parameters, and those that all such commands have."""
    common = [each.replace(default=False) if each.name == "as_json" else each for each in _optional(OPTIONS)]
    wanted = [*own, *common]
    command.__signature__ = Signature([each.replace(kind=Parameter.KEYWORD_ONLY) for each in wanted])  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in wanted}


def _optional(options: Mapping[str, Any]) -> list[Parameter]:
    return [Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=kind) for name, kind in options.items()]


def own_parameters(command: Callable[..., None]) -> list[Parameter]:
    """The parameters of a command made by `asks`, without those that all such commands have."""
    return [each for each in signature(command).parameters.values() if each.name not in OPTIONS]


def _each(said: Said | Iterator[Said]) -> Iterable[Said]:
    return (said,) if isinstance(said, Said) else said


def _print(said: Said, as_json: bool) -> None:
    if as_json:
        print(json.dumps(said.document, ensure_ascii=False), flush=True)
    elif said.lines:
        print("\n".join(said.lines), flush=True)

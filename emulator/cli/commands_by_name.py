"""Commands that are loaded when they are asked for: each command has a module, and `serve` would keep what all others import."""

from collections import UserDict
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

SHOWN: dict[str, Any] = {
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,  # markup would swallow what stands in brackets, such as a default
}


class CommandsByName(UserDict[str, Any]):
    """Commands by their names, made of what the places hold: "module:name" of a function, or of a Typer app of further commands."""

    def __init__(self, places: Mapping[str, str], classes: Mapping[str, type[TyperCommand]]) -> None:
        super().__init__(places)
        self._classes = classes

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        if isinstance(found, str):
            found = self.data[name] = self._load(name, found)
        return found

    def _load(self, name: str, place: str) -> Any:
        module, _, member = place.partition(":")
        found = getattr(import_module(module), member)
        app = typer.Typer(**SHOWN)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name, cls=self._classes.get(name))(found)
        return get_group(app).commands[name]


def group_of(places: Mapping[str, str], classes: Mapping[str, type[TyperCommand]]) -> type[TyperGroup]:
    """The class of a group that has the commands at these places; some are of a class of their own."""

    class Group(TyperGroup):
        def __init__(self, **attributes: Any) -> None:
            super().__init__(**attributes)
            self.commands = CommandsByName(places, classes)

        def list_commands(self, ctx: Any) -> list[str]:
            return list(self.commands)

    return Group

"""A walk through a vendor's API: the calls that a newcomer makes, which a button of the console makes from the browser."""

from collections.abc import Mapping
from dataclasses import field
from importlib import import_module
from typing import Any

from emulator.light.records import dataclass
from emulator.vendors.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkStep:
    """A call of a walk.

    `path` is below the vendor's base path, or the emulator's own if it begins with `/_emulator`. In path and body `{root}` stands for the
    URL of the sandbox, `{run}` for twelve hexadecimal digits that are unique to the walk, and `{NAME}` for a value of an earlier step:
    `keep` has the member of an answer by name. With `until`, the call is repeated until the answer contains that text.
    """

    says: str
    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    keep: Mapping[str, str] = field(default_factory=dict)
    until: str = ""

    def document(self, base_path: str) -> dict[str, Any]:
        """The step as JSON for the page's script."""
        whole = self.path if self.path.startswith("/_emulator") else base_path + self.path
        named = {"says": self.says, "method": self.method, "path": whole, "headers": dict(self.headers)}
        return {**named, "body": self.body, "keep": dict(self.keep), "until": self.until}


def walk_of(entry: Entry) -> list[dict[str, Any]]:
    """The steps that a vendor declares; none if it declares no walk."""
    if entry.walk is None:
        return []
    module, _, name = entry.walk.partition(":")
    steps: tuple[WalkStep, ...] = getattr(import_module(module), name)
    return [step.document(entry.base_path) for step in steps]

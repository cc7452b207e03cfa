"""The existing settings, from settings.json, and their allowed values."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from emulator.light.records import dataclass
from emulator.store import json_text
from emulator.vendors.scormcloud.rows import Row

APPLICATION, REGISTRATION = "application", "registration"


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting. `level` is the narrowest place where it can be set. A `default` of None is unknown, and shown as empty. `values` are all
    allowed values, `any_case` those that are allowed in any case; `standards` are the learning standards to which it applies, None for
    all. `effect` is False if the emulator only stores and shows it."""

    id: str
    level: str
    type: str
    default: str | None = None
    values: tuple[str, ...] | None = None
    any_case: bool = False
    standards: tuple[str, ...] | None = None
    effect: bool = False

    def problem(self, value: str) -> str | None:
        """Why the setting cannot have this value; None if it can. An empty value is allowed if the default is empty."""
        if value == (self.default or ""):
            return None
        if self.values is not None:
            return self._outside(value)
        fits, words = _TYPES.get(self.type, _TEXT)
        return None if fits(value) else f"must be {words}"

    def _outside(self, value: str) -> str | None:
        allowed = [text.lower() if self.any_case else text for text in self.values or ()]
        given = value.lower() if self.any_case else value
        parts = [part.strip() for part in given.split(",")] if self.type.startswith("DelimitedEnum") else [given]
        return None if all(part in allowed for part in parts) else f"must be one of {', '.join(self.values or ())}"


def _is_json(text: str) -> bool:
    try:
        json_text.read_whole(text)
    except ValueError:
        return False
    return True


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text, re.ASCII) is not None


_TEXT: tuple[Callable[[str], bool], str] = (lambda text: True, "text")
_TYPES: dict[str, tuple[Callable[[str], bool], str]] = {
    "bool": (_matches("(?i:true|false)"), "true or false"),
    "int": (_matches(r"-?\d{1,10}"), "a whole number"),
    "nonNegativeInt": (_matches(r"\d{1,10}"), "a whole number from 0"),
    "positiveInt": (_matches(r"0*[1-9]\d{0,9}"), "a whole number from 1"),
    "nullableDouble": (_matches(r"-?\d{1,15}(\.\d{1,15})?"), "a number"),
    "mergedJson": (_is_json, "JSON"),
    "languageList": (_is_json, "JSON"),
}


def _load() -> dict[str, Setting]:
    data: dict[str, Any] = orjson.loads(Path(__file__).with_name("settings.json").read_bytes())
    return {entry["id"]: _read(entry) for entry in data["settings"]}


def _read(entry: Row) -> Setting:
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items() if name != "evidence"
    }
    return Setting(**known)


SETTINGS = _load()

"""Putting other words in place of parts of a text."""

from typing import NamedTuple


class Edit(NamedTuple):
    """From `start` to before `end` the text becomes `shown`."""

    start: int
    end: int
    shown: str


class Edits:
    """Collects edits in any order; of two that overlap, the one that begins first or is longer counts."""

    def __init__(self) -> None:
        self._edits: list[Edit] = []

    def add(self, start: int, end: int, shown: str) -> None:
        """Put `shown` in place of a part."""
        self._edits.append(Edit(start, end, shown))

    def apply(self, text: str) -> str:
        """The text with all edits."""
        parts, at = [], 0
        for start, end, shown in sorted(self._edits, key=lambda edit: (edit.start, -edit.end)):
            if start >= at:
                parts += [text[at:start], shown]
                at = end
        return "".join([*parts, text[at:]])

"""The names and words that a shape may show: those of the contract. Others could be data, and the file may be published."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from emulator.contract.model import Contract, ErrorEntry, Operation

HIDDEN = "*"
"""Stands for a name that could be data."""
OTHER, STANDARD, NONE = "other words", "standard words", "no words"
_WORD = re.compile(r"[A-Za-z_]{2,40}\d{0,2}")
_STANDARD = {status.value: status.phrase for status in HTTPStatus}


class Vocabulary:
    """The words of a vendor's contract."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self.members = frozenset(_members(contract))
        self._patterns: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def member(self, name: str, values: frozenset[str], *, fixed: bool) -> str:
        """The name of a member as it may be written: itself or `HIDDEN`.

        A name that the contract does not have is shown only if it is a plain word, is not a value in the same exchange, and belongs to an
        object with `fixed` members rather than to a map.
        """
        if name in self.members:
            return name
        return name if fixed and _WORD.fullmatch(name) and name not in values else HIDDEN

    def words(self, operation: Operation | None, status: int, text: str) -> str:
        """Names the error of the contract that has these words, or says that they are the standard phrase of the status, other words, or
        none."""
        text = text.strip()
        if not text:
            return NONE
        if text == _STANDARD.get(status):
            return STANDARD
        known = self._of(operation)
        return next((f"words of {name}" for name, pattern in known if pattern.fullmatch(text)), OTHER)

    def _of(self, operation: Operation | None) -> list[tuple[str, re.Pattern[str]]]:
        key = operation.id if operation else ""
        if key not in self._patterns:
            own = [*operation.errors] if operation else []
            entries = [*own, *self._contract.errors.values()]
            self._patterns[key] = [
                (entry.name or f"a documented {entry.status}", _pattern(entry)) for entry in entries if entry.text
            ]
        return self._patterns[key]


def _pattern(entry: ErrorEntry) -> re.Pattern[str]:
    """Matches the words of an error with any text in place of its placeholders."""
    parts = re.split(r"\{[^}]*\}", entry.text or "")
    return re.compile(".*?".join(map(re.escape, (part for part in parts))).strip(), re.DOTALL)


def _members(contract: Contract) -> Iterator[str]:
    for schema in contract.schemas.values():
        yield from filter(None, (schema.root, schema.list_root))
        for field in schema.fields:
            yield field.name
            yield from filter(None, (field.item,))
    for operation in contract.operations.values():
        yield from filter(None, (operation.response.root, operation.response.item))

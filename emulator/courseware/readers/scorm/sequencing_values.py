"""Values of sequencing attributes. An invalid value gives a warning, and the default is used."""

from collections.abc import Sequence
from decimal import Decimal

from lxml import etree

from emulator.courseware.readers.elements import attribute, number

_TRUE, _FALSE = ("true", "1"), ("false", "0")


class SequencingValues:
    """Reads attributes of the elements of one activity; `name` says in warnings which one it is."""

    def __init__(self, name: str, warnings: list[str]) -> None:
        self.name = name
        self.warnings = warnings

    def flag(self, element: etree._Element | None, attribute_name: str, *, default: bool) -> bool:
        """A boolean of XML Schema, in any case."""
        value = (attribute(element, attribute_name) or "").lower()
        if value and value not in _TRUE + _FALSE:
            self._warn(attribute_name, value, "true or false")
        return default if value not in _TRUE + _FALSE else value in _TRUE

    def decimal(
        self, element: etree._Element | None, attribute_name: str, default: Decimal, low: int = 0, high: int = 1
    ) -> Decimal:
        """A number within bounds."""
        found = self.optional(element, attribute_name, low, high)
        return default if found is None else found

    def optional(
        self, element: etree._Element | None, attribute_name: str, low: int = 0, high: int = 1
    ) -> Decimal | None:
        """A number within bounds, or None."""
        return self.stated(attribute(element, attribute_name), attribute_name, low, high)

    def stated(self, value: str | None, what: str, low: int = 0, high: int = 1) -> Decimal | None:
        """The same for a text that is not an attribute."""
        return number(value, low, high, f"{what} of {self.name}", self.warnings)

    def count(self, element: etree._Element | None, attribute_name: str) -> int | None:
        """A whole number from 0, or None."""
        value = attribute(element, attribute_name)
        if value is None:
            return None
        if value.isascii() and value.isdecimal() and len(value) < 10:
            return int(value)
        self._warn(attribute_name, value, "a whole number")
        return None

    def word(self, element: etree._Element | None, attribute_name: str, words: Sequence[str], default: str) -> str:
        """A word of a vocabulary: accepted in any case, returned in the spelling of the schema."""
        value = attribute(element, attribute_name)
        if value is None:
            return default
        found = next((word for word in words if word.lower() == value.lower()), None)
        if found is None:
            self._warn(attribute_name, value, "one of " + ", ".join(words))
        return found or default

    def _warn(self, attribute_name: str, value: str, expected: str) -> None:
        self.warnings.append(f'{attribute_name} of {self.name} is "{value[:40]}", not {expected}; it is ignored.')

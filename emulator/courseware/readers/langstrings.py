"""Texts in several languages, and which of them is shown: English where there is any, else the first."""

from collections.abc import Iterable

from lxml import etree

from emulator.courseware.package.package import LangString
from emulator.courseware.readers.elements import attribute, children, text


def langstrings(element: etree._Element | None) -> tuple[LangString, ...]:
    """The langstring children that have a text, in order (cmi5)."""
    return texts(children(element, "langstring"))


def texts(elements: Iterable[etree._Element]) -> tuple[LangString, ...]:
    """The elements that have a text, by xml:lang or lang, in order."""
    found = []
    for element in elements:
        value = text(element)
        if value is not None:
            found.append(LangString(attribute(element, "lang") or "", value))
    return tuple(found)


def preferred(strings: tuple[LangString, ...]) -> LangString | None:
    """The preferred language string: `en`, then `en-…`, then one without a language, then the first; None if the list is empty."""
    return min(strings, key=_rank, default=None)


def preferred_text(strings: tuple[LangString, ...]) -> str | None:
    """The text of the preferred language string, or None."""
    found = preferred(strings)
    return found.text if found is not None else None


def languages(*groups: tuple[LangString, ...]) -> tuple[str, ...]:
    """The languages of all of them, each once."""
    return tuple(dict.fromkeys(string.language for group in groups for string in group if string.language))


def _rank(string: LangString) -> int:
    language = string.language.lower()
    if language == "en":
        return 0
    return 1 if language.startswith("en-") else 2 if not language else 3

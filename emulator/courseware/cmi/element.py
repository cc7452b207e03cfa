"""One element of a data model, and the errors of reading and writing it."""

from enum import Enum, auto
from typing import Literal

from emulator.courseware.cmi.types import ValueType
from emulator.light.records import dataclass

Access = Literal["RO", "RW", "WO"]
"""As a SCO sees it: read only, read and write, write only. The LMS reads and writes them all."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element by its full name, in which `n` stands for an index and `{target}` for `{target=ID}`.

    `default` is its value before it is set; None means no value. Values in `only_lms` cannot be set by a SCO.
    """

    name: str
    type: ValueType
    access: Access = "RW"
    default: str | None = None
    only_lms: frozenset[str] = frozenset()


class Reason(Enum):
    """Why an element cannot be read or written; each data model has its own code and words for it."""

    UNKNOWN = auto()
    NO_CHILDREN = auto()
    NO_COUNT = auto()
    NO_SUCH_INDEX = auto()
    KEYWORD = auto()
    READ_ONLY = auto()
    WRONG_TYPE = auto()
    OUT_OF_RANGE = auto()
    INDEX_GAP = auto()
    ID_FIRST = auto()
    ID_FIXED = auto()


class CmiError(Exception):
    """A refusal in the words of the standard: `code` is what GetLastError would say."""

    def __init__(self, element: str, reason: Reason, code: int, words: str) -> None:
        super().__init__(f"{element}: {words} ({code})")
        self.element = element
        self.reason = reason
        self.code = code
        self.words = words

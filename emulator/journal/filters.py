"""Filters for entries of the journal."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from fnmatch import fnmatchcase

from emulator.hiding.decoding import readable
from emulator.journal.entry import JournalEntry
from emulator.light.records import dataclass

STATUS = r"^(0|[1-5]([0-9][0-9]|xx))$"
LONGEST = 200  # characters of a value that a difference shows

Holds = Callable[[str, JournalEntry], bool]


def _is_status(wanted: str, entry: JournalEntry) -> bool:
    return str(entry.status) == wanted or (wanted.endswith("xx") and entry.status // 100 == int(wanted[0]))


HOLDS: Mapping[str, Holds] = {
    "vendor": lambda wanted, entry: entry.vendor == wanted,
    "operation": lambda wanted, entry: entry.operation == wanted,
    "status": _is_status,
    "method": lambda wanted, entry: entry.method == wanted.upper(),
    "path": lambda wanted, entry: fnmatchcase(entry.path, wanted),
    "body": lambda wanted, entry: wanted in readable(entry.request_body),
    "answer": lambda wanted, entry: wanted in readable(entry.response_body),
    "credential": lambda wanted, entry: entry.credential == wanted,
    "request_id": lambda wanted, entry: entry.request_id == wanted,
}
IN_BODIES = ("body", "answer")


@dataclass(frozen=True, slots=True)
class Filter:
    """The conditions for an entry; a condition that is None is not applied.

    `status` is `404`, or `4xx` for a whole class. `path` is compared without the sandbox's prefix and the query; `*` in it matches any
    text. `body` and `answer` are texts that must occur in the request's and the response's body. `after` is an entry's number: only later
    entries match.
    """

    vendor: str | None = None
    operation: str | None = None
    status: str | None = None
    method: str | None = None
    path: str | None = None
    body: str | None = None
    answer: str | None = None
    credential: str | None = None
    request_id: str | None = None
    after: int = 0
    given: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """The conditions that are applied, by name."""

    def __post_init__(self) -> None:
        given = {name: wanted for name in HOLDS if (wanted := getattr(self, name)) is not None}
        object.__setattr__(self, "given", given)

    def matches(self, entry: JournalEntry) -> bool:
        """True if the entry meets every condition."""
        return entry.number > self.after and all(HOLDS[name](wanted, entry) for name, wanted in self.given.items())

    def chosen(self, entries: Iterable[JournalEntry]) -> list[JournalEntry]:
        """The entries that meet every condition."""
        holds = [(HOLDS[name], wanted) for name, wanted in self.given.items()]
        after = self.after
        return [
            entry for entry in entries if entry.number > after and all(hold(wanted, entry) for hold, wanted in holds)
        ]

    def differences(self, entry: JournalEntry) -> list[str]:
        """The conditions that the entry does not meet, in words."""
        return [
            f"the {name} has no {wanted[:LONGEST]!r}"
            if name in IN_BODIES
            else f"{name} is {getattr(entry, name)}, not {wanted[:LONGEST]}"
            for name, wanted in self.given.items()
            if not HOLDS[name](wanted, entry)
        ]

    def words(self) -> str:
        """The filter in words."""
        return ", ".join(f"{name} {wanted[:LONGEST]}" for name, wanted in self.given.items()) or "any call"

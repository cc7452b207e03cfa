"""What the server acknowledged: facts and tallies, written down before a call and after its answer.

While a call is under way, both what was and what will be is possible; its answer leaves one of the two. So a process that is killed at
any moment leaves in the ledger all that may be true afterwards.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Lock

from tests.soak.client import Answer

ABSENT = ""


@dataclass(slots=True, eq=False)
class Fact:
    """One thing: `kind` says how it is read, `key` which it is, `possible` what it may be now."""

    kind: str
    sandbox: str
    key: str
    possible: set[str] = field(default_factory=lambda: {ABSENT})

    def __str__(self) -> str:
        return f"{self.kind} {self.key} of {self.sandbox}"

    def is_of(self, course: str) -> bool:
        """Whether it is this course, or in it; no course means any."""
        return not course or self.key == course or self.key.startswith((f"{course}/", f"{course}."))

    @contextmanager
    def becoming(self, value: str) -> Iterator[list[Answer]]:
        """A call that makes it `value`: put the answer into the list. Refused is as it was, unless the refusal is a 5xx: then either."""
        before, answers = set(self.possible), list[Answer]()
        self.possible.add(value)
        yield answers
        for answer in answers:
            if answer.ok:
                self.possible = {value}
            elif answer.status < 500:
                self.possible = before


class Tally:
    """A number that several callers raise, the clock's seconds or a course's versions: no less than was done, no more than was tried."""

    def __init__(self, kind: str, sandbox: str, key: str) -> None:
        self.kind, self.sandbox, self.key = kind, sandbox, key
        self.tried = self.done = 0.0
        self._lock = Lock()

    def __str__(self) -> str:
        return f"{self.kind} {self.key} of {self.sandbox}"

    @contextmanager
    def raising(self, by: float) -> Iterator[list[Answer]]:
        """A call that raises it: put the answer into the list."""
        answers = list[Answer]()
        with self._lock:
            self.tried += by
        yield answers
        with self._lock:
            for answer in answers:
                if answer.ok:
                    self.done += by
                elif answer.status < 500:
                    self.tried -= by


class Ledger:
    """One caller's facts."""

    def __init__(self) -> None:
        self._facts: dict[tuple[str, str, str], Fact] = {}

    @property
    def facts(self) -> list[Fact]:
        """All of them."""
        return list(self._facts.values())

    def new(self, kind: str, sandbox: str, key: str) -> Fact:
        """A fact that is absent so far; in place of an earlier one, since a reset sandbox deals the same ids again."""
        fact = self._facts[kind, sandbox, key] = Fact(kind, sandbox, key)
        return fact

    def there(self, kind: str, sandbox: str) -> list[Fact]:
        """Those of a kind that may be there."""
        return [
            fact for fact in self.facts if (fact.kind, fact.sandbox) == (kind, sandbox) and fact.possible != {ABSENT}
        ]

    @contextmanager
    def dealing(self, kind: str, sandbox: str, value: str, name: str = "") -> Iterator[list[Answer]]:
        """A call that makes something whose id the server deals: put the answer into the list. Without an answer it may be there under an
        id that was dealt before a reset. The key of what has a `name` is ID/NAME, since others may make such things there, too.
        """
        every = [fact for fact in self.facts if (fact.kind, fact.sandbox, fact.possible) == (kind, sandbox, {ABSENT})]
        gone = [] if name else every
        for fact in gone:
            fact.possible = {ABSENT, value}
        answers = list[Answer]()
        yield answers
        if answers and answers[-1].status < 500:
            for fact in gone:
                fact.possible = {ABSENT}
            if answers[-1].ok:
                key = answers[-1].json()["Id"]
                self.new(kind, sandbox, f"{key}/{name}" if name else key).possible = {value}

    @contextmanager
    def copying(self, sandbox: str, copy: str) -> Iterator[list[Answer]]:
        """A call that makes `copy` of a sandbox: put the answer into the list. All that may be there may be in the copy."""
        copied = {self.new(fact.kind, copy, fact.key): fact.possible for fact in self.facts if fact.sandbox == sandbox}
        for fact, possible in copied.items():
            fact.possible = {ABSENT, *possible}
        answers = list[Answer]()
        yield answers
        if answers and answers[-1].status < 500:
            for fact, possible in copied.items():
                fact.possible = set(possible) if answers[-1].ok else {ABSENT}

    @contextmanager
    def emptying(self, sandbox: str, course: str = "") -> Iterator[list[Answer]]:
        """A call that deletes everything in a sandbox, or one course and what is in it: put the answer into the list."""
        with ExitStack() as stack:
            gone = [fact for fact in self.facts if fact.sandbox == sandbox and fact.is_of(course)]
            each = [stack.enter_context(fact.becoming(ABSENT)) for fact in gone]
            answers = list[Answer]()
            yield answers
            for answer in answers:
                for heard in each:
                    heard.append(answer)

"""Whether a rule matches a call, a job or a delivery."""

from collections.abc import Callable
from fnmatch import fnmatchcase

from emulator.faults.rule import CallMatch, DeliveryMatch, JobMatch
from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What a rule can ask about a call. `paths` are the whole path, and the path below the base path; `has` finds a text in the body."""

    vendor: str
    operation: str | None
    method: str
    paths: tuple[str, str]
    credentials: Callable[[], tuple[str | None, ...]]
    has: Callable[[str], bool]

    def match(self, wanted: CallMatch) -> bool:
        """True if the call has all that is wanted."""
        return (
            wanted.vendor in (None, self.vendor)
            and wanted.operation in (None, self.operation)
            and wanted.method in (None, self.method)
            and (wanted.path is None or any(like(path, wanted.path) for path in self.paths))
            and (wanted.credential is None or wanted.credential in self.credentials())
            and (wanted.body is None or self.has(wanted.body))
        )


@dataclass(frozen=True, slots=True)
class JobFacts:
    """What a rule can ask about a job: its kind, its subject, and the state that it is about to come into."""

    kind: str
    subject: str
    state: str

    def match(self, wanted: JobMatch) -> bool:
        """True if the job has all that is wanted."""
        return (
            wanted.vendor in (None, self.kind.partition(".")[0])
            and wanted.kind in (None, self.kind)
            and wanted.subject in (None, self.subject)
            and wanted.state in (None, self.state)
        )


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What a rule can ask about a delivery."""

    vendor: str
    url: str
    body: str

    def match(self, wanted: DeliveryMatch) -> bool:
        """True if the delivery has all that is wanted."""
        return (
            wanted.vendor in (None, self.vendor)
            and (wanted.url is None or like(self.url, wanted.url))
            and (wanted.body is None or wanted.body in self.body)
        )


def like(text: str, pattern: str) -> bool:
    """True if the text fits the pattern, in which `*` stands for anything; in any case."""
    return fnmatchcase(text.casefold(), pattern.casefold().replace("[", "[[]").replace("?", "[?]"))

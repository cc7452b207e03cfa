"""The search line of the journal: `vendor:litmos status:4xx /users`. Every word must be there; a known key looks in one place."""

import re
from collections.abc import Callable, Mapping

from emulator.hiding.decoding import readable
from emulator.hiding.hiding import HiddenValues
from emulator.journal.entry import JournalEntry
from emulator.light.records import dataclass

Test = Callable[[JournalEntry, HiddenValues], bool]
WORD = re.compile(r'(?:(\w+):)?(?:"([^"]*)"|(\S+))')
STATUS = re.compile(r"[1-5](?:\d\d|xx)")
YES = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Search:
    """The filters of a search line. `problems` names the words that mean nothing; those are ignored."""

    tests: tuple[Test, ...]
    problems: tuple[str, ...]

    def fits(self, entry: JournalEntry, hiding: HiddenValues) -> bool:
        """True if the entry has everything. Secrets that `hiding` hides cannot be found."""
        return all(test(entry, hiding) for test in self.tests)


def search_of(line: str) -> Search:
    """Read a search line."""
    tests: list[Test] = []
    problems: list[str] = []
    for key, quoted, word in WORD.findall(line[:500]):
        text = (quoted or word).lower()
        make = KEYS.get(key.lower())
        if make is None:  # as a part of an address: http://…
            tests.append(_anywhere(f"{key}:{text}".lower() if key else text))
            continue
        try:
            tests.append(make(text))
        except ValueError as error:
            problems.append(f"{key}:{text} — {error}")
    return Search(tuple(tests), tuple(problems))


def _vendor(text: str) -> Test:
    return lambda entry, hiding: entry.vendor == text


def _method(text: str) -> Test:
    return lambda entry, hiding: entry.method.lower() == text


def _operation(text: str) -> Test:
    return lambda entry, hiding: entry.operation is not None and text in entry.operation.lower()


def _status(text: str) -> Test:
    if not STATUS.fullmatch(text):
        raise ValueError("a status is 404 or 4xx")
    if text.endswith("xx"):
        return lambda entry, hiding: entry.status // 100 == int(text[0])
    return lambda entry, hiding: entry.status == int(text)


def _matched(text: str) -> Test:
    wanted = _yes("matched", text)
    return lambda entry, hiding: (entry.operation is not None) is wanted


def _fault(text: str) -> Test:
    wanted = _yes("fault", text)
    return lambda entry, hiding: (entry.injected is not None) is wanted


def _yes(key: str, text: str) -> bool:
    if text not in YES:
        raise ValueError(f"{key} is yes or no")
    return YES[text]


def _credential(text: str) -> Test:
    return lambda entry, hiding: text in (entry.credential or "").lower()


def _id(text: str) -> Test:
    return lambda entry, hiding: entry.request_id.lower() == text


def _body(text: str) -> Test:
    raw = text.encode()
    return lambda entry, hiding: any(
        raw in body.lower() and text in hiding.body(readable(body)).lower()
        for body in (entry.request_body, entry.response_body)
    )


def _anywhere(text: str) -> Test:
    def fits(entry: JournalEntry, hiding: HiddenValues) -> bool:
        return any(
            text in place.lower() and text in hiding.text(place).lower()
            for place in (entry.target, entry.operation or "", entry.method, *entry.notes)
        )

    return fits


KEYS: Mapping[str, Callable[[str], Test]] = {
    "vendor": _vendor,
    "method": _method,
    "operation": _operation,
    "status": _status,
    "matched": _matched,
    "fault": _fault,
    "credential": _credential,
    "id": _id,
    "body": _body,
}

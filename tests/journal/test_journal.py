"""The journal: what it shows, what it hides, and how it stays small."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.journal.entry import BODY_LIMIT, JournalEntry
from emulator.journal.filters import Filter
from emulator.journal.journal import BYTE_LIMIT, ENTRY_LIMIT, Journal
from emulator.journal.journals import Journals
from emulator.journal.packed_headers import packed
from emulator.journal.verdict import Tally
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

Headers = Sequence[tuple[bytes, bytes]]

MANY = 10**9


def entry(journal: Journal, body: bytes = b"", target: str = "/", headers: Headers = ()) -> JournalEntry:
    at = datetime(2030, 1, 1, tzinfo=UTC)
    return JournalEntry(journal.next_number(), at, "v", "GET", target, packed(list(headers)), body, len(body))


def numbers(journal: Journal) -> list[int]:
    return [entry.number for entry in journal]


def test_the_journal_keeps_the_newest_entries_within_its_bounds() -> None:
    journal = Journal(Journals(MANY))
    for _ in range(ENTRY_LIMIT + 5):
        journal.add(entry(journal))
    assert [e.number for e in journal][:1] == [6]
    assert len(list(journal)) == ENTRY_LIMIT
    for _ in range(1000):
        journal.add(entry(journal, b"x" * BODY_LIMIT))
    assert sum(e.size for e in journal) <= BYTE_LIMIT
    assert journal.dropped == ENTRY_LIMIT + 5 + 1000 - len(list(journal))


@pytest.mark.parametrize("large", [{"target": "/" + "x" * 60_000}, {"headers": [(b"x", b"y" * 60_000)]}])
def test_the_url_and_the_headers_of_an_entry_count_in_its_size(large: dict[str, Any]) -> None:
    journal = Journal(Journals(MANY))
    for _ in range(ENTRY_LIMIT):
        journal.add(entry(journal, **large))
    assert len(list(journal)) <= BYTE_LIMIT / 60_000


def test_all_journals_together_are_bounded_and_the_one_not_used_for_longest_loses_entries_first() -> None:
    journals = Journals(100_000)
    first, second, third = (Journal(journals) for _ in range(3))
    for journal in (first, second, third, second, third, first):
        journal.add(entry(journal, b"x" * 10_000))
    assert numbers(second) == [1, 2]  # read: used after third
    for _ in range(4):
        first.add(entry(first, b"x" * 10_000))
    assert (len(third), third.dropped) == (1, 1)
    for _ in range(2):
        first.add(entry(first, b"x" * 10_000))
    assert (len(third), third.dropped, second.dropped) == (0, 2, 1)
    for _ in range(20):
        first.add(entry(first, b"x" * 10_000))
    assert (second.dropped, numbers(first)[-1], len(first)) == (2, 28, 9)
    assert sum(e.size for e in first) <= 100_000
    first.clear()
    assert (first.dropped, journals.bytes) == (0, 0)


def test_a_journal_that_is_kept_longest_loses_entries_when_no_other_has_any() -> None:
    journals = Journals(100_000)
    kept, other = Journal(journals, kept_longest=True), Journal(journals)
    kept.add(entry(kept, b"x" * 10_000))
    other.add(entry(other, b"x" * 10_000))
    for _ in range(20):
        newest = Journal(journals)
        newest.add(entry(newest, b"x" * 10_000))
    assert (kept.dropped, numbers(kept), other.dropped) == (0, [1], 1)
    kept.add(entry(kept, b"x" * 90_000))
    assert (numbers(kept), journals.bytes <= 100_000) == ([2], True)


def test_the_journal_that_grows_loses_entries_last_of_all() -> None:
    journals = Journals(100_000)
    kept, other = Journal(journals, kept_longest=True), Journal(journals)
    kept.add(entry(kept, b"x" * 10_000))
    for _ in range(9):
        other.add(entry(other, b"x" * 10_000))
    assert (kept.dropped, len(kept), other.dropped) == (1, 0, 0)
    other.add(entry(other, b"x" * 10_000))
    assert (numbers(other)[0], other.dropped) == (2, 1)


def test_the_default_sandbox_keeps_its_journal_whatever_many_other_sandboxes_do(tmp_path: Path) -> None:
    with running(tmp_path, journal_bytes=500_000) as (root, _), httpx.Client() as client:
        client.get(f"{root}/v1.svc/nothing")
        for number in range(250):
            client.get(f"{root}/~test-{number}/v1.svc/nothing", params={"x": "y" * 5000})
        assert len(client.get(f"{root}/_emulator/journal").json()["entries"]) == 1
        assert client.get(f"{root}/~test-0/_emulator/journal").json() == {"entries": [], "dropped": 1}
        assert client.get(f"{root}/~test-249/_emulator/journal").json()["dropped"] == 0


def test_an_entry_tells_what_was_asked_and_answered_and_hides_the_key(world: World) -> None:
    litmos = LitmosClient(world)
    litmos.call("POST", "/users", json={"UserName": "abc"})
    (entry,) = world.journal(operation="post_users")
    assert entry["vendor"] == "litmos"
    assert entry["request"]["method"] == "POST"
    assert entry["request"]["target"] == f"/~{world.name}/v1.svc/users?source=tests&format=json"
    assert entry["request"]["body"] == '{"UserName":"abc"}'
    assert entry["response"]["status"] == 409
    assert entry["response"]["reason"] == "Username must be greater than 3 characters."
    assert "'litmos-account-owner'" not in str(entry)


def test_a_long_body_is_cut_and_its_size_told(world: World) -> None:
    LitmosClient(world).call("POST", "/users", content=b" " * 100_000)
    request = world.journal()[-1]["request"]
    assert (request["bytes"], request["truncated"], len(request["body"])) == (100_000, True, BODY_LIMIT)


def test_entries_are_filtered_and_the_journal_can_be_emptied(world: World) -> None:
    litmos = LitmosClient(world)
    litmos.call("GET", "/users")
    litmos.call("GET", "/courses")
    litmos.call("GET", "/nothing")
    assert [e["operation"] for e in world.journal()] == ["get_users", "get_courses", None]
    assert len(world.journal(status=404)) == 1
    numbers = [e["number"] for e in world.journal()]
    assert [e["number"] for e in world.journal(limit=1)] == numbers[-1:], "the newest"
    assert [e["number"] for e in world.journal(after=numbers[0])] == numbers[1:]
    last = numbers[-1]
    world.control("DELETE", "journal")
    litmos.call("GET", "/users")
    assert [e["number"] for e in world.journal(after=last)] == [last + 1]


def test_what_is_counted_while_it_comes_is_what_there_is() -> None:
    journal = Journal(Journals(MANY))
    tally = Tally(journal, Filter(path="/x"))
    for target in ("/x", "/y", "/x"):
        journal.add(entry(journal, target=target))
    assert tally.count() == 2
    journal.add(entry(journal, target="/x"))
    assert (tally.count(), [each.number for each in journal.after(2)]) == (3, [3, 4])
    journal.drop_oldest()
    assert tally.count() == 2
    journal.clear()
    journal.add(entry(journal, target="/x"))
    assert (tally.count(), [each.number for each in journal.after(0)]) == (1, [5])

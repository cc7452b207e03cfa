"""The journal: what it shows, what it hides, and how it stays small."""

from datetime import UTC, datetime

from emulator.sandbox.journal import BODY_LIMIT, BYTE_LIMIT, ENTRY_LIMIT, Entry, Journal
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World


def entry(journal: Journal, body: bytes = b"") -> Entry:
    return Entry(journal.next_number(), datetime(2030, 1, 1, tzinfo=UTC), "v", "GET", "/", [], body, len(body))


def test_the_journal_keeps_the_newest_entries_within_its_bounds() -> None:
    journal = Journal()
    for _ in range(ENTRY_LIMIT + 5):
        journal.add(entry(journal))
    assert [e.number for e in journal][:1] == [6]
    assert len(list(journal)) == ENTRY_LIMIT
    for _ in range(1000):
        journal.add(entry(journal, b"x" * BODY_LIMIT))
    assert sum(e.size for e in journal) <= BYTE_LIMIT


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
    assert "litmos-account-owner" not in str(entry)


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
    assert len(world.journal(limit=1)) == 1
    last = world.journal()[-1]["number"]
    world.control("DELETE", "journal")
    litmos.call("GET", "/users")
    assert [e["number"] for e in world.journal(after=last)] == [last + 1]

"""What entries have in common is kept once."""

import tracemalloc
from datetime import UTC, datetime

from emulator.journal.entry import JournalEntry
from emulator.journal.journal import ENTRY_LIMIT, Journal
from emulator.journal.journals import Journals
from emulator.journal.packed_headers import ID, packed, without_id
from emulator.journal.repeated import MOST, MOST_BYTES, Repeated
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

AT = datetime(2030, 1, 1, tzinfo=UTC)
BODY = b'{"Id":"abc",' + b" " * 1000 + b"}"


def get(journal: Journal) -> JournalEntry:
    """An entry whose values are all new objects, as those of each call are."""
    number = journal.next_number()
    name = f"default-{number}"
    return JournalEntry(
        number,
        AT,
        "litmos",
        "GET",
        b"/v1.svc/users/abc".decode(),
        packed([(b"host", b"127.0.0.1:8420"), (b"apikey", b"litmos-account-owner")]),
        response_headers=without_id(packed([(b"Server", b"Microsoft-IIS/7.5"), (ID, name.encode())]), name),
        response_body=bytes(bytearray(BODY)),
        request_id=name,
    )


def test_a_full_journal_of_equal_calls_takes_less_than_five_mebibytes() -> None:
    journal = Journal(Journals(10**9))
    tracemalloc.start()
    for _ in range(ENTRY_LIMIT + 10):
        journal.add(get(journal))
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(journal) == ENTRY_LIMIT
    assert taken / ENTRY_LIMIT < 500


def test_entries_with_equal_values_are_whole() -> None:
    journal = Journal(Journals(10**9))
    for _ in range(2):
        journal.add(get(journal))
    first, second = (entry.document(None) for entry in journal)
    assert [each["response"]["body"] for each in (first, second)] == [BODY.decode()] * 2
    assert [each["response"]["headers"][-1] for each in (first, second)] == [
        (ID.decode(), "default-1"),
        (ID.decode(), "default-2"),
    ]


def test_a_copy_of_a_value_is_forgotten_when_many_others_came_after_it() -> None:
    repeated = Repeated()
    value = repeated.one(BODY)
    for number in range(MOST - 1):
        repeated.one(b"%d" % number)
    assert repeated.one(bytes(bytearray(BODY))) is value, "found in the older half"
    for number in range(2 * MOST):
        repeated.one(b"%d" % number)
    assert repeated.one(bytes(bytearray(BODY))) is not value


def test_few_large_values_are_not_kept_for_long_either() -> None:
    repeated, large = Repeated(), [bytes([number]) * 16_384 for number in range(100)]
    tracemalloc.start()
    for value in large:
        repeated.one(value)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 2 * (MOST_BYTES + 20_000)


def test_an_entry_shows_the_request_id_that_the_caller_got(world: World) -> None:
    litmos = LitmosClient(world)
    sent = [litmos.call("GET", "/users").headers["x-emulator-request-id"] for _ in range(3)]
    entries = world.journal(operation="get_users")
    assert [entry["request_id"] for entry in entries] == sent
    assert [dict(entry["response"]["headers"])["x-emulator-request-id"] for entry in entries] == sent

"""What a unit of work changes of a sandbox, rows and memory, lasts together or not at all."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emulator.journal.journals import Journals
from emulator.mails.outbox import newest
from emulator.mails.posting import post_message
from emulator.outgoing.client import Outgoing
from emulator.outgoing.own import OwnAddresses
from emulator.outgoing.policy import Policy
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.sandboxes import Sandboxes
from emulator.sandbox.settings import CommonSettings
from emulator.store.database import Database
from emulator.store.files import Files, PackageLimits
from emulator.store.migration import migrate

THEN = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture
def sandboxes(tmp_path: Path) -> Iterator[Sandboxes]:
    database = Database(None)
    migrate(database)
    outgoing = Outgoing(Policy("none"), OwnAddresses(lambda _: False, None))
    yield Sandboxes(database, Files(tmp_path, PackageLimits(1, 1, 1)), CommonSettings, outgoing, Journals(10**6))
    database.close()


@pytest.fixture
def sandbox(sandboxes: Sandboxes) -> Sandbox:
    return sandboxes.use("one")


def test_what_fails_after_a_commit_is_taken_back_to_that_commit(sandbox: Sandbox) -> None:
    first, work = sandbox.ids.number("thing"), sandbox.work()

    def fail() -> None:
        with work:
            post_message(sandbox, work, "v", "r", "kept", "b")
            kept = sandbox.ids.number("thing")
            sandbox.clock.set(THEN)
            work.commit()
            post_message(sandbox, work, "v", "r", "undone", "b")
            assert sandbox.ids.number("thing") == kept + 1
            sandbox.clock.hold()
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert sandbox.ids.number("thing") == first + 2
    assert not sandbox.clock.held
    assert [(change, table) for change, table, _, _ in work.written] == [("created", "message")]
    assert sandbox.clock.now() >= THEN
    with sandbox.work() as work:
        assert [message["subject"] for message in newest(work, 10)] == ["kept"]


def test_messages_are_numbered_and_kept_as_they_were_sent(sandbox: Sandbox) -> None:
    sandbox.clock.set(THEN)
    sandbox.clock.hold()
    sandbox.clock.set(THEN)
    with sandbox.work() as work:
        post_message(sandbox, work, "litmos", "jo@example.com", "Welcome", "Hello Jo")
        post_message(sandbox, work, "scormcloud", "bo@example.com", "Invited", "Hello Bo")
        second, first = newest(work, 10)
    assert first == {
        "sandbox": "one",
        "number": 1,
        "vendor": "litmos",
        "at": THEN,
        "recipient": "jo@example.com",
        "subject": "Welcome",
        "body": "Hello Jo",
        "html": False,
    }
    assert (second["number"], second["recipient"]) == (2, "bo@example.com")

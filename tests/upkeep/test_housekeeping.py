"""What is left to do when a disk was full is done when it has space again, without a restart."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from emulator.journal.journals import Journals
from emulator.outgoing.client import Outgoing
from emulator.outgoing.own import OwnAddresses
from emulator.outgoing.policy import Policy
from emulator.sandbox.sandboxes import Sandboxes
from emulator.sandbox.settings import CommonSettings
from emulator.store.database import Database
from emulator.store.file_changes import FileChange, replace_file
from emulator.store.files import Files, PackageLimits
from emulator.store.migration import migrate
from emulator.store.statement import Statement
from emulator.upkeep import housekeeping, probing
from emulator.upkeep.housekeeping import Housekeeping

LEFT = Statement(select(FileChange.number))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "emulator.db")
    migrate(database)
    yield database
    database.close()


def test_a_file_that_could_not_be_put_in_its_place_is_put_there_when_there_is_space(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probing, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(housekeeping, "PAUSE", 0.01)
    files = Files(tmp_path / "files", PackageLimits(1, 1, 1))
    outgoing = Outgoing(Policy("none"), OwnAddresses(lambda _: False, None))
    sandboxes = Sandboxes(database, files, CommonSettings, outgoing, Journals(10**6))
    sandbox = sandboxes.use("one")
    folder = sandbox.folder()
    (folder / "new").write_text("new")
    (folder / "jobs").write_text("no folder can be made here")
    with sandbox.work() as work:
        replace_file(work, folder, 1, folder / "jobs" / "asset.txt", folder / "new")
    assert database.failure is not None

    async def keep_house() -> None:
        keeping = asyncio.create_task(Housekeeping(database, files, sandboxes, None).run())
        async with asyncio.timeout(60):
            await asyncio.sleep(0.1)  # a first try comes too early
            (folder / "jobs").unlink()
            while not (folder / "jobs" / "asset.txt").exists():
                await asyncio.sleep(0.01)
        keeping.cancel()

    asyncio.run(keep_house())
    assert (folder / "jobs" / "asset.txt").read_text() == "new"
    with sandbox.work() as work:
        assert work.all(LEFT) == []

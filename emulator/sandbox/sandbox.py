"""A sandbox: one isolated world. Two tests in two sandboxes never see each other."""

from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emulator.outgoing.client import Outgoing
from emulator.sandbox.clock import Clock
from emulator.sandbox.ids import Ids
from emulator.sandbox.journal import Journal
from emulator.sandbox.rates import RollingWindow
from emulator.sandbox.settings import JobSettings
from emulator.store.database import Database
from emulator.store.tables import Base
from emulator.store.unit_of_work import UnitOfWork


class SandboxState(Base):
    """What a sandbox remembers over a restart. `generation` grows with each reset, so late work can tell that it is too late."""

    __tablename__ = "sandbox_state"

    sandbox: Mapped[str] = mapped_column(String(64), primary_key=True)
    generation: Mapped[int] = mapped_column(Integer)
    clock_offset: Mapped[float]
    clock_held_at: Mapped[datetime | None]
    ids_dealt: Mapped[dict[str, Any]]
    settings: Mapped[dict[str, Any]]
    prepared: Mapped[list[Any]]


class Sandbox:
    """A world's clock, ids, settings, limits and journal; its rows are reached by `work()`, other servers by `outgoing`."""

    def __init__(
        self, name: str, database: Database, settings: JobSettings, outgoing: Outgoing, journal: Journal
    ) -> None:
        self.name = name
        self.outgoing = outgoing
        self.settings = settings
        self.changed_settings: dict[str, Any] = {}
        self.clock = Clock()
        self.ids = Ids()
        self.generation = 1
        self.prepared: set[str] = set()
        self.journal = journal
        self.minute = RollingWindow(seconds=60)
        self._database = database

    def work(self) -> "SandboxWork":
        """A unit of work on this sandbox's rows; ids dealt in it last if it is committed, and are dealt again if not."""
        return SandboxWork(self, self._database)

    def state(self) -> dict[str, Any]:
        """The row that `restore` reads back."""
        return {
            "generation": self.generation,
            "clock_offset": self.clock.offset.total_seconds(),
            "clock_held_at": self.clock.held_at,
            "ids_dealt": self.ids.dealt,
            "settings": self.changed_settings,
            "prepared": sorted(self.prepared),
        }

    def restore(self, row: dict[str, Any]) -> None:
        """Be again what the row says."""
        self.generation = row["generation"]
        self.clock = Clock(timedelta(seconds=row["clock_offset"]), row["clock_held_at"])
        self.ids = Ids(dealt=row["ids_dealt"])
        self.change_settings(row["settings"])
        self.prepared = set(row["prepared"])

    def change_settings(self, changes: dict[str, Any]) -> None:
        """Change some settings of this sandbox alone. Raises pydantic's `ValidationError` and changes nothing."""
        changed = {**self.changed_settings, **changes}
        self.settings = type(self.settings).model_validate({**self.settings.model_dump(), **changed})
        self.changed_settings = changed

    def save(self, work: UnitOfWork) -> None:
        """Write the state within a unit of work."""
        work.update(SandboxState, {}, self.state())


class SandboxWork(UnitOfWork):
    """The unit of work that keeps a sandbox's ids and its rows in step."""

    def __init__(self, sandbox: Sandbox, database: Database) -> None:
        super().__init__(database, sandbox.name)
        self._ids = sandbox.ids
        self._dealt: dict[str, int] = {}

    def __enter__(self) -> Self:
        # Not when the work is made: a request may wait long for its body, and others deal ids meanwhile.
        self._dealt = dict(self._ids.dealt)
        return self

    def commit(self) -> None:
        if self._ids.dealt != self._dealt:
            self.update(SandboxState, {}, {"ids_dealt": self._ids.dealt})
            self._dealt = dict(self._ids.dealt)
        super().commit()

    def rollback(self) -> None:
        self._ids.dealt.clear()
        self._ids.dealt.update(self._dealt)
        super().rollback()

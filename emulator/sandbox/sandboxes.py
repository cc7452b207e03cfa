"""All sandboxes of one emulator: found by name, made at the first call, reset as a whole."""

import re
from collections.abc import Callable

from sqlalchemy import select

from emulator.outgoing.client import Outgoing
from emulator.sandbox.journal import Journal
from emulator.sandbox.journals import Journals
from emulator.sandbox.sandbox import Sandbox, SandboxState
from emulator.sandbox.settings import JobSettings
from emulator.store.database import Database
from emulator.store.files import Files
from emulator.store.statement import Statement

DEFAULT = "default"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

_STATES = Statement(select(SandboxState.__table__).order_by(SandboxState.sandbox), every_sandbox=True)


class SandboxNameError(Exception):
    """A name that no sandbox can have."""


class Sandboxes:
    """The sandboxes of one database."""

    def __init__(
        self,
        database: Database,
        files: Files,
        default_settings: Callable[[], JobSettings],
        outgoing: Outgoing,
        journals: Journals,
    ) -> None:
        self._database = database
        self._files = files
        self._default_settings = default_settings
        self._outgoing = outgoing
        self._journals = journals
        self._open: dict[str, Sandbox] = {}

    def get(self, name: str) -> Sandbox:
        """The sandbox of that name; made when there is none yet. Raises `SandboxNameError`."""
        sandbox = self._open.get(name)
        if sandbox is None:
            sandbox = self._open[name] = self._load(name)
        return sandbox

    def names(self) -> list[str]:
        """Every sandbox that exists, by name."""
        prepared = _STATES.prepared(self._database.dialect)
        records = self._database.cursor.execute(prepared.sql, prepared.arguments({})).fetchall()
        return [prepared.row(record)["sandbox"] for record in records]

    def reset(self, sandbox: Sandbox) -> None:
        """Delete everything the sandbox holds and start it anew: ids, clock, settings, limits and journal too."""
        old = sandbox.generation
        fresh = self._new(sandbox.name)
        with sandbox.work() as work:
            work.erase(except_table=SandboxState)
            sandbox.clock, sandbox.settings = fresh.clock, fresh.settings
            sandbox.changed_settings = {}
            sandbox.ids.dealt.clear()
            sandbox.prepared.clear()
            sandbox.generation = old + 1
            sandbox.save(work)
        sandbox.journal.clear()
        sandbox.minute.clear()
        self._files.discard(self._files.root / "sandboxes" / sandbox.name / str(old))

    def _new(self, name: str) -> Sandbox:
        journal = Journal(self._journals, kept_longest=name == DEFAULT)
        return Sandbox(name, self._database, self._default_settings(), self._outgoing, journal)

    def _load(self, name: str) -> Sandbox:
        if not NAME.fullmatch(name):
            raise SandboxNameError(
                f"{name!r} cannot be a sandbox: use up to 64 letters, digits, dots, hyphens or underscores"
            )
        sandbox = self._new(name)
        with sandbox.work() as work:
            row = work.get(SandboxState)
            if row is None:
                work.insert(SandboxState, sandbox.state())
            else:
                sandbox.restore(row)
        return sandbox

"""Send a response only after its changes are committed, or send an error if they could not be."""

from emulator.http import Message, Scope, Send, json_error, send_reply
from emulator.sandbox.guard import LOCKED
from emulator.store.database import Database
from emulator.store.failing import StorageError, nothing_kept

FIRST_ERROR = 400


class Durably:
    """The `send` of a control call: it waits for the COMMIT, and puts 507 in place of an answer whose changes were lost. Nothing is sent
    of a call that is to be done again.
    """

    def __init__(self, database: Database, scope: Scope, send: Send) -> None:
        self._database = database
        self._scope = scope
        self._send = send
        self._lost_before = database.lost
        self._refused = False

    async def __call__(self, message: Message) -> None:
        if self._refused or LOCKED in self._scope:
            return
        if message["type"] == "http.response.start" and message["status"] < FIRST_ERROR:
            try:
                await self._wait()
            except StorageError as error:
                self._refused = True
                await send_reply(json_error(507, nothing_kept(error.reason)), self._scope, self._send)
                return
        await self._send(message)

    async def _wait(self) -> None:
        await self._database.durable()
        # What was lost while the call went on may have been its own; a call that only reads has nothing to lose.
        if self._database.lost != self._lost_before and self._scope["method"] not in ("GET", "HEAD"):
            raise StorageError(self._database.failure or "the disk was full for a moment")

"""The player as a service: one call on one of its paths."""

from typing import TYPE_CHECKING

import orjson

from emulator.house import House
from emulator.http import Receive, Reply, read_body
from emulator.life.one_unit import in_one_unit
from emulator.life.trouble import Trouble, phrase
from emulator.life.when_faulty import begin_faults, end_faults, may_fail
from emulator.lrs.resources import serving as lrs
from emulator.pages.message import message_page
from emulator.player import course_lrs
from emulator.player.serving import PlayerAnswer, serve
from emulator.vendors.call import Call

if TYPE_CHECKING:
    from emulator.faults.effect import CallEffect  # with the first fault


class Player:
    """The pages of launches, what they send back, and the files of courses; the files and the player's own are not written down."""

    name = "player"
    refusals: tuple[type[Exception], ...] = (Trouble,)

    def __init__(self, house: House) -> None:
        self.house = house

    async def serve(self, call: Call, receive: Receive) -> Reply:
        """Read the body, do what it says in one unit of work, and tell the vendors of an attempt that changed."""
        call.request.body = await read_body(receive, self.house.settings.max_body_bytes)
        if may_fail(call):
            await begin_faults(self, call, receive)
        answer = await in_one_unit(call, lambda: self._answer(call))
        call.journaled = answer.journaled or call.injected is not None
        await self.house.committed(call.world)
        if call.injected is not None:
            await end_faults(self, call, receive)
        return answer.reply

    def _answer(self, call: Call) -> PlayerAnswer:
        assert call.page is not None
        answer = serve(call, call.page)
        if answer.changed is not None:
            self.house.attempt_changed(call.world, answer.changed)
        return answer

    def refuse(self, call: Call, error: Exception) -> Reply:
        """A page for somebody who looks, JSON for the page's script, the LRS's own form for a course."""
        assert isinstance(error, Trouble)
        if course_lrs.is_called(call):
            return lrs.refuse(call.world, call.request, error.status, error.words)
        if call.injected is not None and call.request.method == "GET":
            return message_page(error.status, error.words, "Somebody asked lms-emulator for this fault.")
        if error.status == 500 and call.injected is None:
            return message_page(500, "A defect of lms-emulator", "Its log has the details.")
        if error.status == 507 and call.request.method == "GET":
            return message_page(507, "Nothing can be kept", f"The emulator says: {error.reason}.")
        words = "the message is larger than this emulator accepts" if error.status == 413 else error.words
        return Reply(error.status, orjson.dumps({"result": False, "error": words}), "application/json")

    def base_path(self, call: Call) -> str:
        """The part of the URL before the path of the request."""
        return call.page or ""

    def credential(self, call: Call) -> str | None:
        """Nobody has an account here."""
        return None

    def knows(self, do: "CallEffect") -> bool:
        """The player's errors have no names, and it has no limit."""
        return do.error is None and do.rate_limit is None

    def failure(self, call: Call, do: "CallEffect") -> Exception:
        """The status that is asked for, in the player's own form."""
        status = do.status or 500
        return Trouble(status, do.reason or phrase(status))

    def bad_header(self, call: Call, words: str) -> Exception:
        """The player's 400."""
        return Trouble(400, words)

    def answered(self, call: Call, reply: Reply) -> None:
        """Nothing to do: no one else is told."""

"""The player as a service: one call on one of its paths."""

import orjson

from emulator.house import House
from emulator.http import Receive, Reply, read_body
from emulator.life.one_unit import in_one_unit
from emulator.life.trouble import Trouble
from emulator.lrs.resources import serving as lrs
from emulator.pages.message import message_page
from emulator.player import course_lrs
from emulator.player.serving import Answer, serve
from emulator.vendors.call import Call


class Player:
    """The pages of launches, what they send back, and the files of courses; the files and the player's own are not written down."""

    name = "player"
    refusals: tuple[type[Exception], ...] = ()

    def __init__(self, house: House) -> None:
        self.house = house

    async def serve(self, call: Call, receive: Receive) -> Reply:
        """Read the body, do what it says in one unit of work, and tell the vendors of an attempt that changed."""
        call.request.body = await read_body(receive, self.house.settings.max_body_bytes)
        answer = await in_one_unit(call, lambda: self._answer(call))
        call.journaled = answer.journaled
        await self.house.committed(call.world)
        return answer.reply

    def _answer(self, call: Call) -> Answer:
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
        if error.status == 500:
            return message_page(500, "A defect of lms-emulator", "Its log has the details.")
        if error.status == 507 and call.request.method == "GET":
            return message_page(507, "Nothing can be kept", f"The emulator says: {error.reason}.")
        words = "the message is larger than this emulator accepts" if error.status == 413 else error.words
        return Reply(error.status, orjson.dumps({"result": False, "error": words}), "application/json")

    def answered(self, call: Call, reply: Reply) -> None:
        """Nobody else has to know."""

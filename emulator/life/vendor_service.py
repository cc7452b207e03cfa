"""What a vendor's API and its pages have in common: how they refuse."""

import logging

from emulator.contract.reading import InputProblem
from emulator.house import House
from emulator.http import Reply
from emulator.life.trouble import DEFECT, Trouble
from emulator.vendors.call import Call
from emulator.vendors.errors import InternalError, RequestTooLarge, VendorError
from emulator.vendors.vendor import Vendor

log = logging.getLogger("lms_emulator")


class VendorService:
    """A vendor of a running emulator."""

    refusals: tuple[type[Exception], ...] = (VendorError, InputProblem)

    def __init__(self, house: House, vendor: Vendor) -> None:
        self.house = house
        self.vendor = vendor
        self.name = vendor.name

    def enter(self, call: Call) -> None:
        """Make the call's sandbox ready for this vendor."""
        self.house.ensure_credentials(self.vendor, call.world)

    async def follow(self, call: Call) -> None:
        """Go on in the new sandbox of that name if the one that the call began in was deleted while the call waited."""
        if call.world.sandbox.refusal is not None:
            call.move_to(await self.house.sandbox(call.world.sandbox.name))
            self.enter(call)

    def refuse(self, call: Call, error: Exception) -> Reply:
        """The vendor's envelope of an error. If that cannot be written, that of an internal error; if not even that, bare words."""
        try:
            refused, words = self._in_the_vendors_words(error)
            for hint in (words, refused.hint):
                if hint:
                    call.world.hint(hint, first=True)
            reply = self.vendor.refuse(call, refused)
            if reply.status == 405 and call.allowed:
                reply.headers.append(("Allow", ", ".join(call.allowed)))
            return reply
        except Exception:
            log.exception("refusing %s %s", call.request.method, call.request.path)
            call.world.hint(DEFECT)
            if isinstance(error, InternalError):
                return Reply(500, DEFECT.encode(), "text/plain")
            return self.refuse(call, InternalError())

    def answered(self, call: Call, reply: Reply) -> None:
        """Nobody else has to know."""

    def _in_the_vendors_words(self, error: Exception) -> tuple[VendorError, str | None]:
        """(an error of the vendor, a hint besides its own)."""
        if isinstance(error, Trouble):
            if error.status == 400:
                return self.vendor.refuse_input(InputProblem("body", error.words)), error.words
            return (RequestTooLarge if error.status == 413 else InternalError)(error.words), None
        if isinstance(error, InputProblem):
            return self.vendor.refuse_input(error), str(error)
        assert isinstance(error, VendorError)
        return error, None

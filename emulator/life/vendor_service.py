"""What a vendor's API and its pages have in common: entering a sandbox, and refusing calls."""

import asyncio
import logging
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from emulator.contract.reading import InputProblem
from emulator.house import House
from emulator.http import Reply
from emulator.life.explaining import explain
from emulator.life.one_unit import in_one_unit
from emulator.life.secrets import hiding_of
from emulator.life.trouble import DEFECT, Trouble, phrase
from emulator.sandbox.sandbox import SandboxGoneError
from emulator.vendors.call import Call
from emulator.vendors.errors import InternalError, RequestTooLarge, VendorError
from emulator.vendors.vendor import Vendor

if TYPE_CHECKING:
    from emulator.faults.effect import CallEffect  # with the first fault

log = logging.getLogger("lms_emulator")

PLACEHOLDER = re.compile(r"`(\w+)`")


class VendorService:
    """A vendor of a running emulator."""

    refusals: tuple[type[Exception], ...] = (VendorError, InputProblem)

    def __init__(self, house: House, vendor: Vendor) -> None:
        self.house = house
        self.vendor = vendor
        self.name = vendor.name

    def enter(self, call: Call) -> None:
        """Prepare the call's sandbox for this vendor."""
        self.house.ensure_credentials(self.vendor, call.world)

    async def _begin(self, call: Call, enter: Callable[[], None]) -> None:
        """Enter the call's sandbox, or the new one of that name if another process has deleted it."""

        def look_and_enter() -> None:
            sandbox = call.world.sandbox
            sandbox.look()
            generation = sandbox.generation
            try:
                enter()
            except self.refusals:
                sandbox.look()
                if sandbox.generation == generation:
                    raise
                enter()  # a reset has removed the cause of the refusal

        while True:
            try:
                return await self.house.database.run(call.world.sandbox.name, look_and_enter)
            except SandboxGoneError:
                await self._move(call)

    async def in_one_unit(self, call: Call, serve: Callable[[], Reply]) -> Reply:
        """Serve a call in a unit of work; in the new sandbox of the same name if the call's own was deleted meanwhile."""
        while True:
            try:
                return await in_one_unit(call, serve)
            except SandboxGoneError:
                await self._move(call)
                await self._begin(call, lambda: self.enter(call))

    async def _move(self, call: Call) -> None:
        await asyncio.sleep(0)  # let the process finish the deletion first
        call.move_to(await self.house.sandbox(call.world.sandbox.name))

    async def follow(self, call: Call) -> None:
        """Continue in the new sandbox of the same name if the call's own was deleted while the call waited."""
        if call.world.sandbox.refusal is not None:
            call.move_to(await self.house.sandbox(call.world.sandbox.name))
            await self._begin(call, lambda: self.enter(call))

    def refuse(self, call: Call, error: Exception) -> Reply:
        """The error in the vendor's format; if that fails, the vendor's internal error; if that fails too, plain text."""
        try:
            refused, words = self._in_the_vendors_words(error)
            more = self._explained(call, error)
            for hint in (more, words, refused.hint):
                if hint:
                    call.world.hint(hint, first=True)
            call.refusal = words or refused.hint or call.refusal or _meaning(refused, call)
            call.refusal += f"; {more}" if more else ""
            reply = self.vendor.refuse(call, refused)
            if reply.status == 405 and call.allowed:
                reply.headers = [*reply.headers, ("Allow", ", ".join(call.allowed))]  # perhaps the list of all answers
            return reply
        except Exception:
            log.exception("refusing %s %s", call.request.method, call.request.path)
            call.world.hint(DEFECT)
            if isinstance(error, InternalError):
                return Reply(500, DEFECT.encode(), "text/plain")
            return self.refuse(call, InternalError())

    def base_path(self, call: Call) -> str:
        """The part of the URL before the request's path."""
        return self.vendor.contract.base_path if call.page is None else call.page

    def credential(self, call: Call) -> str | None:
        """The key of the account that calls, or None if it is not known."""
        return self.vendor.credential(call)

    def knows(self, do: "CallEffect") -> bool:
        """True if the vendor has the error or rate limit of this effect."""
        if do.rate_limit:
            return self.vendor.rate_limit_error is not None
        return do.error is None or do.error in self.vendor.error_kinds

    def failure(self, call: Call, do: "CallEffect") -> Exception:
        """The vendor's error for this effect. A status alone means the first error with that status of the operation, or else of the
        vendor."""
        if do.rate_limit and self.vendor.rate_limit_error is not None:
            kind = self.vendor.rate_limit_error
        else:
            kind = self.vendor.error_kinds[do.error] if do.error else self._kind_for(call, do.status or 500)
        error = kind()
        error.status, error.words = do.status, do.reason
        if kind is VendorError:
            error.words = do.reason or phrase(do.status or 500)
        return error

    def bad_header(self, call: Call, words: str) -> Exception:
        """The vendor's 400 error."""
        error = self._kind_for(call, 400)(words, why=words)
        error.status = 400
        if type(error) is VendorError:
            error.words = words
        return error

    def _kind_for(self, call: Call, status: int) -> type[VendorError]:
        contract = self.vendor.contract
        entries = (*(call.operation.errors if call.operation is not None else ()), *contract.errors.values())
        names = [entry.name for entry in entries if entry.status == status and entry.name is not None]
        return next((self.vendor.error_kinds[name] for name in names if name in self.vendor.error_kinds), VendorError)

    def _explained(self, call: Call, error: Exception) -> str | None:
        """Further words for the explanation. Their failure never changes the answer."""
        token = self.house.settings.control_token
        try:
            hiding = hiding_of(token.get_secret_value() if token else None, captured=False)
            return explain(self.vendor, call, error, hiding)
        except Exception:
            log.exception("explaining %s %s", call.request.method, call.request.path)
            return None

    def answered(self, call: Call, reply: Reply) -> None:
        """Does nothing: nobody has to be told."""

    def _in_the_vendors_words(self, error: Exception) -> tuple[VendorError, str | None]:
        """(the vendor's error for an exception, an additional hint)."""
        if isinstance(error, Trouble):
            if error.status == 400:
                return self.vendor.refuse_input(InputProblem("body", error.words)), error.words
            return (RequestTooLarge if error.status == 413 else InternalError)(error.words), None
        if isinstance(error, InputProblem):
            return self.vendor.refuse_input(error), str(error)
        assert isinstance(error, VendorError)
        return error, None


def _meaning(error: VendorError, call: Call) -> str:
    """The meaning of an error in words, with the ids of the path; for an injected error, the fault that injected it."""
    if call.injected is not None and call.injected.do.fails:
        return call.injected.words()
    meaning = (type(error).__doc__ or type(error).__name__).partition("\n")[0].rstrip(".")
    meaning = PLACEHOLDER.sub(lambda found: str(error.params.get(found[1], found[1])), meaning)
    named = ", ".join(f"{name} is {value}" for name, value in call.path.items())
    return f"{meaning} ({named})" if named else meaning

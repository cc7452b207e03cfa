"""Serving a vendor: its API by its contract, and its pages."""

from emulator.http import Receive, Reply
from emulator.imports import UnimportedError, bring
from emulator.life.answering import receive_body
from emulator.life.evidence import check_evidence
from emulator.life.unserved import operation_meant
from emulator.life.vendor_service import VendorService
from emulator.life.when_faulty import begin_faults, end_faults, may_fail
from emulator.vendors import ENTRIES
from emulator.vendors.call import Call


class Api(VendorService):
    """The operations of one vendor. `house.observers` are told every answer."""

    async def serve(self, call: Call, receive: Receive) -> Reply:
        """Find the operation, run it, and return the answer once it is committed."""
        house, vendor = self.house, self.vendor
        vendor.match(call)
        if call.operation is None and not call.allowed and not call.why.operations:
            await self._look_elsewhere(call)
        await self._begin(call, lambda: self._admit(call))
        operation, route = vendor.operation_of(call)
        await receive_body(call, receive, house.settings)
        await self._go_to_owner(call)
        await self.follow(call)
        if call.world.sandbox.settings.min_evidence != "inferred":
            check_evidence(call, operation, house.verified.evidence(operation))
        if may_fail(call):
            await begin_faults(self, call, receive)
            await self.follow(call)
        if route.polls is not None and call.world.sandbox.settings.job_mode == "step":
            kind, parameter = route.polls
            await house.worker.step(call.world.sandbox, kind.job_id(call.path[parameter]))
            await self.follow(call)
        try:
            inputs = vendor.read(call, operation, route)
        except UnimportedError as missing:  # before the operation changes anything
            await bring(*missing.names)
            inputs = vendor.read(call, operation, route)
        if route.before is not None:
            fetched = await route.before(call.world, **inputs)
            if route.takes_file:
                inputs["file"] = fetched
            await self.follow(call)
        if route.takes_request:
            inputs["request"] = call.request
        reply = await self.in_one_unit(
            call, lambda: vendor.write(call, operation, route.endpoint(call.world, **inputs))
        )
        await house.committed(call.world)
        if call.injected is not None:
            await end_faults(self, call, receive)
        return reply

    def answered(self, call: Call, reply: Reply) -> None:
        """Tell the observers, unless the answer was injected: such an answer proves nothing about the vendor."""
        if call.injected is not None:
            return
        for observer in self.house.observers:
            observer(self.vendor, call, reply)

    async def _look_elsewhere(self, call: Call) -> None:
        """Add a hint if the path is that of another vendor's operation."""
        for entry in ENTRIES:
            await self.house.vendor(entry.name)  # imports that vendor in a thread
        meant = operation_meant(call.request.method, self.base_path(call) + call.request.path)
        if meant is not None:
            call.refusal = f"{call.refusal}; {meant}"
            call.world.hint(meant)

    def _admit(self, call: Call) -> None:
        """Authenticate the caller and count the call."""
        self.enter(call)
        self.vendor.limit(call)

    async def _go_to_owner(self, call: Call) -> None:
        """Continue in the sandbox that owns the caller's account, if only the body names the account."""
        accounts = self.vendor.accounts
        if call.settled or accounts is None or not accounts.by_body:
            return
        owner = self.house.owner(self.vendor, call.request)
        if owner is not None:
            call.request.prefix += f"/~{owner}"
            call.move_to(await self.house.sandbox(owner))
            await self._begin(call, lambda: self.enter(call))

    def enter(self, call: Call) -> None:
        """Authenticate the caller."""
        super().enter(call)
        call.world = call.world.acting(self.vendor.authenticate(call))


class Pages(VendorService):
    """A vendor's pages for browsers. They have no contract, and no credentials except what the path itself proves."""

    async def serve(self, call: Call, receive: Receive) -> Reply:
        """The page, in one unit of work, after everything that it has to wait for."""
        assert call.page is not None
        await self._begin(call, lambda: self.enter(call))
        call.query = call.request.query(fold=False)
        await receive_body(call, receive, self.house.settings, whole=call.page in self.vendor.document_pages)
        await self.follow(call)
        if may_fail(call):
            await begin_faults(self, call, receive)
            await self.follow(call)
        before = self.vendor.before_pages.get(call.page)
        if before is not None:
            call.prepared = await before(call)
        page = self.vendor.pages[call.page]
        reply = await self.in_one_unit(call, lambda: page(call))
        await self.house.committed(call.world)
        if call.injected is not None:
            await end_faults(self, call, receive)
        return reply

"""Litmos as the house sees it."""

from collections.abc import Mapping
from typing import Any

from emulator.contract.model import Operation
from emulator.contract.reading import InputProblem
from emulator.courseware.play.launches import Launch
from emulator.http import Reply
from emulator.pages.templating import render
from emulator.sandbox.world import World
from emulator.vendors.call import Call
from emulator.vendors.errors import InternalError, VendorError
from emulator.vendors.expiring import launches_of
from emulator.vendors.for_console.trial import Asked, Trial
from emulator.vendors.litmos import login_links, subjects, trial
from emulator.vendors.litmos.access import authentication, credentials
from emulator.vendors.litmos.access.accounts import LitmosAccounts, key_in
from emulator.vendors.litmos.errors import BadRequest, RateLimitExceeded
from emulator.vendors.litmos.imports.bulk_imports import BULK_IMPORT
from emulator.vendors.litmos.pages import login_pages
from emulator.vendors.litmos.routing import contract, router
from emulator.vendors.litmos.seed.made_by_calls import MADE_BY_CALLS
from emulator.vendors.litmos.seed.people import PEOPLE
from emulator.vendors.litmos.settings import settings_of
from emulator.vendors.litmos.shelves import SHELVES
from emulator.vendors.litmos.training import module_launch
from emulator.vendors.litmos.training.modules import MODULE_IMPORT
from emulator.vendors.litmos.users.single_sign_on import renew_keys
from emulator.vendors.litmos.wire.identified import IDENTIFIED
from emulator.vendors.litmos.wire.page import Page, cap_limit
from emulator.vendors.litmos.wire.reading import LitmosReader
from emulator.vendors.litmos.wire.writing import JSON, XML, Form, LitmosWriter, error_json, error_xml
from emulator.vendors.router import OperationRoute
from emulator.vendors.subject import Subject
from emulator.vendors.vendor import Vendor, error_text

FORMATS = ("json", "xml")


class Litmos(Vendor):
    """The dialect of Litmos: XML and JSON, errors in the reason phrase too."""

    job_kinds = {kind.name: kind for kind in (MODULE_IMPORT, BULK_IMPORT)}
    pages = {login_links.PATH: login_pages.page}

    shelves = SHELVES
    identified = IDENTIFIED
    accounts = LitmosAccounts()
    people = PEOPLE
    made_by_calls = MADE_BY_CALLS
    rate_limit_error = RateLimitExceeded
    expirable = {"links": renew_keys, "launches": launches_of("litmos")}

    def __init__(self) -> None:
        self._litmos_reader = LitmosReader(contract)
        super().__init__(contract, router, self._litmos_reader)
        self._writer = LitmosWriter(contract)
        self._headers = list(contract.response_headers.items())

    def install_credentials(self, world: World) -> None:
        credentials.create_key_owners(world)

    def authenticate(self, call: Call) -> Any:
        return authentication.authenticate(call)

    def limit(self, call: Call) -> None:
        authentication.limit(call)

    def read_body(self, call: Call, operation: Operation) -> Any:
        return self._litmos_reader.body(call.request, operation, call.ignored)

    def read(self, call: Call, operation: Operation, route: OperationRoute) -> dict[str, Any]:
        if (above := cap_limit(operation, call.query)) is not None:
            call.world.hint(above)
        if (given := call.query.get("format")) and given[-1].lower() not in FORMATS:
            call.world.hint(
                "format: what is neither json nor xml has no effect; Accept or Content-Type decides, else it is XML"
            )
        return super().read(call, operation, route)

    def read_page(self, call: Call, operation: Operation, values: dict[str, Any]) -> Page:
        return Page(
            start=values.get("start", 0),
            limit=values.get("limit", 100),
            sort=values.get("sort"),
            descending=values.get("dir") == "DESC",
            search=(values.get("search") or "").lower() or None,
        )

    def refuse_input(self, problem: InputProblem) -> VendorError:
        return BadRequest()

    def write(self, call: Call, operation: Operation, value: Any) -> Reply:
        response, settings = operation.response, settings_of(call.world)
        status = settings.litmos_new_module_status if operation.id == "post_modules" else response.status
        if response.empty:
            return Reply(status, headers=self._headers)
        offset = settings.litmos_json_date_offset if settings.litmos_json_dates == "wcf" else None
        form = Form(offset, None if (year := settings.litmos_members) == "today" else year)
        if _wants_json(call):
            return Reply(status, self._writer.json(response, value, form), JSON, self._headers)
        return Reply(status, self._writer.xml(response, value, form), XML, self._headers)

    def refuse(self, call: Call, error: VendorError) -> Reply:
        status, text = error_text(self.contract, call, error)
        if isinstance(error, InternalError):
            fault = render("emulator.vendors.litmos/server_fault.html", text=text)  # whatever format was asked for
            return Reply(status, fault.encode(), "text/html", self._headers, reason=text)
        if _wants_json(call):
            return Reply(status, error_json(text), "application/json", self._headers, reason=text)
        return Reply(status, error_xml(text), "application/xml", self._headers, reason=text)

    def credential(self, call: Call) -> str | None:
        return key_in(call.request) if call.page is None else None

    def attempt_changed(self, world: World, attempt_id: str) -> None:
        module_launch.attempt_changed(world, attempt_id)

    def subjects(self, world: World, wanted: Mapping[str, str], limit: int) -> list[Subject]:
        return subjects.find(world, wanted, limit)

    def launch(self, world: World, subject: Subject) -> Launch:
        return subjects.launch(world, subject)

    def trial(self, world: World, asked: Asked) -> Trial:
        return trial.trial(world, asked)

    def seed(self, world: World, document: Any) -> None:
        from emulator.vendors.litmos.seed import section  # with the first seed

        section.create(world, document)

    def seed_schema(self) -> dict[str, Any]:
        from emulator.vendors.litmos.seed import schema

        return schema.schema()


def _wants_json(call: Call) -> bool:
    """`format` wins, else Accept if it names one of the two, else Content-Type, else XML (the rule that fits every recording)."""
    given = call.query.get("format")
    if given and given[-1].lower() in FORMATS:
        return given[-1].lower() == "json"
    for header in (b"accept", b"content-type"):
        named = (call.request.header(header) or "").lower()
        if "json" in named or "xml" in named:
            return "json" in named
    return False


vendor = Litmos()

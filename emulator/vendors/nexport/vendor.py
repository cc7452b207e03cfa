"""NexPort Campus, as the rest of the emulator uses it."""

from collections.abc import Mapping
from typing import Any

from emulator.contract.model import Operation
from emulator.contract.reading import InputProblem
from emulator.courseware.play.launches import Launch
from emulator.http import Reply
from emulator.sandbox.world import World
from emulator.vendors.call import Call
from emulator.vendors.errors import VendorError
from emulator.vendors.expiring import launches_of, rows_of
from emulator.vendors.for_console.trial import Asked, Trial
from emulator.vendors.nexport import trial
from emulator.vendors.nexport.access import authentication, credentials
from emulator.vendors.nexport.access.accounts import NexportAccounts, key_of
from emulator.vendors.nexport.enrollments import enrollment_progress, subjects
from emulator.vendors.nexport.errors import EntityNotFound, ValidationFailed
from emulator.vendors.nexport.expiries import EXPIRIES
from emulator.vendors.nexport.pages import description, pages
from emulator.vendors.nexport.routing import contract, router
from emulator.vendors.nexport.seed.made_by_calls import MADE_BY_CALLS
from emulator.vendors.nexport.seed.people import PEOPLE
from emulator.vendors.nexport.settings import settings_of
from emulator.vendors.nexport.shelves import SHELVES
from emulator.vendors.nexport.tables import NexportSignInLink, NexportToken
from emulator.vendors.nexport.wire.identified import IDENTIFIED
from emulator.vendors.nexport.wire.page import Page
from emulator.vendors.nexport.wire.reading import NexportReader
from emulator.vendors.nexport.wire.writing import NexportWriter, error_body
from emulator.vendors.subject import Subject
from emulator.vendors.vendor import Vendor, error_text


class Nexport(Vendor):
    """The dialect of NexPort Campus: JSON, a token in the query, an error entity in every answer."""

    pages = {pages.PATH: pages.page, description.DOCUMENT: description.page, description.EXPLORER: description.page}

    shelves = SHELVES
    identified = IDENTIFIED
    not_found = (EntityNotFound,)
    expiries = EXPIRIES
    accounts = NexportAccounts()
    people = PEOPLE
    made_by_calls = MADE_BY_CALLS
    expirable = {
        "tokens": rows_of(NexportToken, "token"),
        "links": rows_of(NexportSignInLink, "token"),
        "launches": launches_of("nexport"),
    }

    def __init__(self) -> None:
        self._nexport_reader = NexportReader(contract)
        super().__init__(contract, router, self._nexport_reader)
        self._writer = NexportWriter(contract)

    def install_credentials(self, world: World) -> None:
        credentials.create_api_user(world)

    def authenticate(self, call: Call) -> Any:
        return authentication.authenticate(call)

    def limit(self, call: Call) -> None:
        """No limit is documented."""

    def read_body(self, call: Call, operation: Operation) -> Any:
        takes_forms = settings_of(call.world).nexport_form_tokens
        return self._nexport_reader.body(call.request, operation, call.ignored, takes_forms=takes_forms)

    def read_page(self, call: Call, operation: Operation, values: dict[str, Any]) -> Page:
        size = values.get("per_page")
        # Documented: an older spelling that SearchEnrollments still accepts.
        return Page.of(values.get("page"), values.get("paer_page") if size is None else size)

    def refuse_input(self, problem: InputProblem) -> VendorError:
        return ValidationFailed(why=f"{problem.where.removeprefix('body.')} {problem.why}")

    def write(self, call: Call, operation: Operation, value: Any) -> Reply:
        response = operation.response
        return Reply(response.status, self._writer.answer(response, value), _media(call), call.world.headers)

    def refuse(self, call: Call, error: VendorError) -> Reply:
        status, text = error_text(self.contract, call, error)
        errors = self.contract.errors
        entry = errors.get(type(error).__name__, errors["InternalError"])
        return Reply(status, error_body(entry.code or 0, text), _media(call))

    def credential(self, call: Call) -> str | None:
        return key_of(call)

    def attempt_changed(self, world: World, attempt_id: str) -> None:
        enrollment_progress.attempt_changed(world, attempt_id)

    def subjects(self, world: World, wanted: Mapping[str, str], limit: int) -> list[Subject]:
        return subjects.find(world, wanted, limit)

    def launch(self, world: World, subject: Subject) -> Launch:
        return subjects.launch(world, subject)

    def trial(self, world: World, asked: Asked) -> Trial:
        return trial.trial(world, asked)

    def seed(self, world: World, document: Any) -> None:
        from emulator.vendors.nexport.seed import section  # with the first seed

        section.create(world, document)

    def seed_schema(self) -> dict[str, Any]:
        from emulator.vendors.nexport.seed import form

        return form.NexportSection.model_json_schema()


def _media(call: Call) -> str:
    """Documented: application/json and text/json; the latter for a caller that accepts nothing else (inferred)."""
    accepted = (call.request.header(b"accept") or "").lower()
    named = "text/json" if "text/json" in accepted and "application/json" not in accepted else "application/json"
    return f"{named}; charset=utf-8"


vendor = Nexport()

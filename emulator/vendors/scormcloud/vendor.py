"""SCORM Cloud, as the rest of the emulator uses it."""

from collections.abc import Mapping
from typing import Any

from emulator.contract.model import Operation
from emulator.contract.reading import InputProblem
from emulator.courseware.play.launches import Launch
from emulator.http import Reply
from emulator.lrs.resources import serving
from emulator.sandbox.world import World
from emulator.vendors.call import Call
from emulator.vendors.course_lrs import CourseLrs
from emulator.vendors.errors import VendorError
from emulator.vendors.expiring import launches_of, rows_of
from emulator.vendors.for_console.trial import Asked, Trial
from emulator.vendors.router import OperationRoute
from emulator.vendors.scormcloud import trial
from emulator.vendors.scormcloud.access import authentication, credentials
from emulator.vendors.scormcloud.access.accounts import ScormCloudAccounts, application_of
from emulator.vendors.scormcloud.access.tokens import renew_keys
from emulator.vendors.scormcloud.applications import reportage_pages
from emulator.vendors.scormcloud.dispatches import dispatch_pages
from emulator.vendors.scormcloud.errors import BadRequest, RateLimitExceeded
from emulator.vendors.scormcloud.expiries import EXPIRIES
from emulator.vendors.scormcloud.imports.imports import COURSE_IMPORT
from emulator.vendors.scormcloud.invitations import invitation_pages
from emulator.vendors.scormcloud.invitations.invitation_job import INVITATION_JOB
from emulator.vendors.scormcloud.launching import launch_pages, playing, subjects
from emulator.vendors.scormcloud.lti import lti_pages, scores
from emulator.vendors.scormcloud.lti.scores import SCORE
from emulator.vendors.scormcloud.registrations.course_removal import COURSE_REMOVAL
from emulator.vendors.scormcloud.routing import contract, router
from emulator.vendors.scormcloud.seed.made_by_calls import MADE_BY_CALLS
from emulator.vendors.scormcloud.seed.people import PEOPLE
from emulator.vendors.scormcloud.shelves import SHELVES
from emulator.vendors.scormcloud.tables import ScormCloudLaunch
from emulator.vendors.scormcloud.wire.file_answer import FileAnswer
from emulator.vendors.scormcloud.wire.identified import IDENTIFIED
from emulator.vendors.scormcloud.wire.listing import Listing, read_listing, resume
from emulator.vendors.scormcloud.wire.reading import ScormCloudReader
from emulator.vendors.scormcloud.wire.writing import JSON, error_body, success_body
from emulator.vendors.scormcloud.xapi import course_lrs, lrs
from emulator.vendors.scormcloud.xapi.pipe_job import STATEMENT_PIPE
from emulator.vendors.subject import Subject
from emulator.vendors.vendor import Vendor, error_text


class ScormCloud(Vendor):
    """The dialect of SCORM Cloud: JSON, pages with a `more` token, Basic and OAuth."""

    job_kinds = {kind.name: kind for kind in (COURSE_IMPORT, COURSE_REMOVAL, INVITATION_JOB, STATEMENT_PIPE, SCORE)}
    pages = {
        dispatch_pages.PATH: dispatch_pages.page,
        lrs.PATH: lrs.page,
        reportage_pages.PATH: reportage_pages.page,
        **dict.fromkeys(launch_pages.PATHS, launch_pages.page),
        **invitation_pages.PAGES,
        **lti_pages.PAGES,
    }
    document_pages = frozenset({lrs.PATH})
    before_pages = lti_pages.BEFORE

    shelves = SHELVES
    identified = IDENTIFIED
    expiries = EXPIRIES
    accounts = ScormCloudAccounts(lrs.PATH)
    people = PEOPLE
    made_by_calls = MADE_BY_CALLS
    rate_limit_error = RateLimitExceeded
    expirable = {
        "tokens": renew_keys,
        "links": rows_of(ScormCloudLaunch, "id"),
        "launches": launches_of("scormcloud"),
    }

    def __init__(self) -> None:
        self._body_reader = ScormCloudReader(contract)
        super().__init__(contract, router, self._body_reader)

    def install_credentials(self, world: World) -> None:
        credentials.create_applications(world)

    def authenticate(self, call: Call) -> Any:
        return authentication.authenticate(call)

    def credential(self, call: Call) -> str | None:
        return application_of(call.request, call.page, lrs.PATH)

    def attempt_changed(self, world: World, attempt_id: str) -> None:
        posted = playing.attempt_changed(world, attempt_id)
        if posted is not None:
            scores.post(world, *posted)

    def course_lrs(self, world: World, attempt_id: str) -> CourseLrs | None:
        return course_lrs.of_attempt(world, attempt_id)

    def subjects(self, world: World, wanted: Mapping[str, str], limit: int) -> list[Subject]:
        return subjects.find(world, wanted, limit)

    def launch(self, world: World, subject: Subject) -> Launch:
        return subjects.launch(world, subject)

    def limit(self, call: Call) -> None:
        authentication.limit(call)

    def read(self, call: Call, operation: Operation, route: OperationRoute) -> dict[str, Any]:
        if operation.paging is not None:
            resume(call, operation)
        return super().read(call, operation, route)

    def read_body(self, call: Call, operation: Operation) -> dict[str, Any]:
        body = self._body_reader.body(call.request, operation, call.ignored)
        body.update(self.header_parameters(call, operation))
        return body

    def read_page(self, call: Call, operation: Operation, values: dict[str, Any]) -> Listing:
        return read_listing(call, operation, values)

    def refuse_input(self, problem: InputProblem) -> VendorError:
        return BadRequest(why=str(problem))

    def write(self, call: Call, operation: Operation, value: Any) -> Reply:
        response = operation.response
        if response.empty:
            return Reply(response.status, headers=call.world.headers)
        if isinstance(value, FileAnswer):
            call.world.header("Content-Disposition", value.disposition())
            return Reply(response.status, content_type=response.media[0], headers=call.world.headers, file=value.path)
        if isinstance(value, bytes):
            return Reply(response.status, value, response.media[0], call.world.headers)
        return Reply(response.status, success_body(response, value), JSON, call.world.headers)

    def refuse(self, call: Call, error: VendorError) -> Reply:
        status, text = error_text(self.contract, call, error)
        if call.page == lrs.PATH:
            return serving.refuse(call.world, call.request, status, text)
        return Reply(status, error_body(status, text), JSON)

    def trial(self, world: World, asked: Asked) -> Trial:
        return trial.trial(world, asked)

    def seed(self, world: World, document: Any) -> None:
        from emulator.vendors.scormcloud.seed import section  # with the first seed

        section.create(world, document)

    def seed_schema(self) -> dict[str, Any]:
        from emulator.vendors.scormcloud.seed import schema

        return schema.schema()


vendor = ScormCloud()

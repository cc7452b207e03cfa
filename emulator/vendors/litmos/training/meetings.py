"""Sessions at meeting services. Inferred: which SessionType is which; the documents say 1 to 4, and name these three services."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.errors import (
    GoToTrainingNeedsEmail,
    InstructorNotAuthorized,
    WebexNeedsEmail,
    WebexNotAuthorized,
    ZoomNeedsEmail,
)
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.settings import settings_of

CLASSROOM, GOTOTRAINING, WEBEX, ZOOM = 1, 2, 3, 4
_NEEDS_EMAIL = {GOTOTRAINING: GoToTrainingNeedsEmail, WEBEX: WebexNeedsEmail, ZOOM: ZoomNeedsEmail}


def check_session(world: World, session_type: int) -> None:
    """Check that a session of this type can be held."""
    if session_type == WEBEX and not settings_of(world).litmos_meeting_accounts:
        raise WebexNotAuthorized("the sandbox's setting litmos_meeting_accounts is off")


def check_instructor(world: World, session: Row) -> None:
    """Check that the meeting service still accepts the instructor."""
    if session["session_type"] != CLASSROOM and not settings_of(world).litmos_meeting_accounts:
        raise InstructorNotAuthorized("the sandbox's setting litmos_meeting_accounts is off")


def check_learner(session: Row, user: Row) -> None:
    """Check that the meeting service can register a learner: it needs an e-mail address."""
    needs_email = _NEEDS_EMAIL.get(session["session_type"])
    if needs_email is not None and not user["email"]:
        raise needs_email

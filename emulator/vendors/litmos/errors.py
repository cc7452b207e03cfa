"""What Litmos refuses. Status and words stand in contract.json under the name of the class; an operation may have words of its own."""

from emulator.vendors.errors import VendorError


class BadRequest(VendorError):
    """The URI or the body is malformed."""


class Forbidden(VendorError):
    """The key is missing or wrong, or `source` is missing."""


class PermissionDenied(VendorError):
    """The key's access level does not suffice."""


class RateLimitExceeded(VendorError):
    """The key was used too often within a rolling minute."""


class UserNotFound(VendorError):
    """No such user."""


class UserNameTaken(VendorError):
    """Another user has this UserName."""


class UserNameTooShort(VendorError):
    """The UserName has three characters or fewer."""


class UserNameInvalid(VendorError):
    """The UserName has a character that it must not have."""


class UserIdMismatch(VendorError):
    """The Id in the body is not that of the URL."""


class EmailInvalid(VendorError):
    """The Email, or a UserName that is to be one, is no e-mail address."""


class CultureInvalid(VendorError):
    """The Culture is no language tag."""


class MobileNumberRequired(VendorError):
    """Text notifications were asked for without a mobile number."""


class PhoneNumberInvalid(VendorError):
    """The mobile number is not in the international form."""


class ManagerNotFound(VendorError):
    """The ManagerId names nobody."""


class CourseNotFound(VendorError):
    """No such course."""


class ModuleNotFound(VendorError):
    """No such module."""


class ModuleIdMismatch(VendorError):
    """The Id in the body is not that of the URL."""


class KeyRefused(VendorError):
    """The key is missing or wrong, in a sandbox that answers 401 for it."""


class IltModuleNotFound(VendorError):
    """The course has no such ILT module."""


class SessionNotFound(VendorError):
    """No such session."""


class SessionElsewhere(VendorError):
    """The session is one of another module."""


class SessionIdMismatch(VendorError):
    """The Id in the body is not that of the URL."""


class SessionConflict(VendorError):
    """The session cannot be changed so."""


class SessionFull(VendorError):
    """No slot is free, and there is no wait list."""


class InstructorInvalid(VendorError):
    """A session cannot have this instructor."""


class InstructorNotFound(VendorError):
    """No such instructor."""


class InstructorNotAuthorized(VendorError):
    """The meeting service does not let the instructor in."""


class WebexNotAuthorized(VendorError):
    """There is no WebEx account."""


class GoToTrainingNeedsEmail(VendorError):
    """The learner has no e-mail address for GoToTraining."""


class WebexNeedsEmail(VendorError):
    """The learner has no e-mail address for WebEx."""


class ZoomNeedsEmail(VendorError):
    """The learner has no e-mail address for Zoom."""


class UserNotAssigned(VendorError):
    """The course is not assigned to the user."""


class UserNotRegistered(VendorError):
    """The user is not registered to the session."""


class PeriodInvalid(VendorError):
    """`since` or `to` is missing, no date, the wrong way round or too far apart."""

"""What SCORM Cloud refuses. Status and words stand in contract/errors.json under the name of the class."""

from emulator.vendors.errors import VendorError


class BadRequest(VendorError):
    """The input is malformed; `why` says what is wrong with it."""


class AuthorizationRequired(VendorError):
    """No credentials, wrong ones, or a token that has expired."""


class ScopeMissing(VendorError):
    """The token has none of the `scopes` that the operation wants."""


class CredentialNotAllowed(VendorError):
    """Credentials of this kind do not work for this operation."""


class CourseNotFound(VendorError):
    """No such course."""


class CourseVersionNotFound(VendorError):
    """The course has no such version."""


class CourseAlreadyExists(VendorError):
    """The course exists and no new version of it is wanted."""


class ImportRunning(VendorError):
    """Another import of the same course has not ended."""


class ImportJobNotFound(VendorError):
    """No such import job, or it ended more than a week ago."""


class RegistrationNotFound(VendorError):
    """No such registration."""


class RegistrationAlreadyExists(VendorError):
    """Another registration has this id."""


class SettingUnknown(VendorError):
    """No such setting."""


class RegistrationInstanceNotFound(VendorError):
    """The registration has no such instance."""


class ApplicationNotFound(VendorError):
    """The realm has no such application."""


class ApplicationNotEmpty(VendorError):
    """The application still has content."""


class SecretNotFound(VendorError):
    """The application has no such credential."""


class DeletionNotAllowed(VendorError):
    """The application may not delete anything."""


class InvitationNotFound(VendorError):
    """No such invitation, or it is of the other kind."""


class LearnerNotFound(VendorError):
    """No registration has this learner."""


class LearnerDeletionNotAllowed(VendorError):
    """Learner deletion is off, or the e-mail address is no owner's or administrator's of the account."""


class XapiCredentialNotFound(VendorError):
    """No such xAPI credentials."""


class StatementPipeNotFound(VendorError):
    """No such statement pipe."""


class StatementPipeBusy(VendorError):
    """The statement pipe is being processed."""


class ConnectorNotFound(VendorError):
    """No such content connector."""


class AssetNotFound(VendorError):
    """The course has no such file."""


class AssetAlreadyExists(VendorError):
    """The course has the file, and it may not be replaced (updateAssetPolicy=reject)."""


class AssetMissing(VendorError):
    """The course has no such file to replace (updateAssetPolicy=strict)."""


class DestinationNotFound(VendorError):
    """No such destination."""


class DestinationAlreadyExists(VendorError):
    """Another destination has this id."""


class DispatchNotFound(VendorError):
    """No such dispatch."""


class DispatchAlreadyExists(VendorError):
    """Another dispatch has this id, or the course is dispatched to the destination already."""


class FilterRequired(VendorError):
    """A change to a group of dispatches names no group."""


class LtiLaunchNotPossible(VendorError):
    """There is no LTI platform that could have signed the token."""

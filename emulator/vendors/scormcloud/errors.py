"""The errors of SCORM Cloud. Status and words are in contract/errors.json under the name of the class."""

from emulator.vendors.errors import VendorError


class BadRequest(VendorError):
    """The input is malformed; `why` tells what is wrong."""


class AuthorizationRequired(VendorError):
    """No credentials, wrong ones, or a token that has expired."""


class ScopeMissing(VendorError):
    """The token has none of the `scopes` that the operation needs."""


class CredentialNotAllowed(VendorError):
    """Credentials of this kind do not work for this operation."""


class RateLimitExceeded(VendorError):
    """The application made more requests than it may."""


class CourseNotFound(VendorError):
    """No such course."""


class CourseVersionNotFound(VendorError):
    """The course does not have this version."""


class CourseAlreadyExists(VendorError):
    """The course exists and the request does not allow a new version of it."""


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
    """The registration does not have this instance."""


class ApplicationNotFound(VendorError):
    """The realm does not have this application."""


class ApplicationNotEmpty(VendorError):
    """The application still has content."""


class SecretNotFound(VendorError):
    """The application does not have this credential."""


class DeletionNotAllowed(VendorError):
    """The application may not delete anything."""


class InvitationNotFound(VendorError):
    """No such invitation, or it is of the other kind."""


class LearnerNotFound(VendorError):
    """No registration has this learner."""


class LearnerDeletionNotAllowed(VendorError):
    """Learner deletion is off, or the e-mail address is not an owner's or administrator's of the account."""


class XapiCredentialNotFound(VendorError):
    """No such xAPI credentials."""


class StatementPipeNotFound(VendorError):
    """No such statement pipe."""


class StatementPipeBusy(VendorError):
    """The statement pipe is being processed."""


class ConnectorNotFound(VendorError):
    """No such content connector."""


class AssetNotFound(VendorError):
    """The course does not have this file."""


class AssetAlreadyExists(VendorError):
    """The course has the file, and it may not be replaced (updateAssetPolicy=reject)."""


class AssetMissing(VendorError):
    """The course does not have the file that is to be replaced (updateAssetPolicy=strict)."""


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


class ReferenceNotServed(VendorError):
    """The content that a reference leads to cannot be played here."""


class LtiLaunchNotPossible(VendorError):
    """No sign-in of a platform has this token, or it was used."""

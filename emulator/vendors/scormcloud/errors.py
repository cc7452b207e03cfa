"""What SCORM Cloud refuses. Status and words stand in contract.json under the name of the class."""

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


class AssetNotFound(VendorError):
    """The course has no such file."""


class AssetAlreadyExists(VendorError):
    """The course has the file, and it may not be replaced (updateAssetPolicy=reject)."""


class AssetMissing(VendorError):
    """The course has no such file to replace (updateAssetPolicy=strict)."""


class InstanceNotFound(VendorError):
    """The registration has no such instance."""

"""The errors of NexPort Campus. Status, number and words are in contract/errors.json under the name of the class."""

from emulator.vendors.errors import VendorError


class ValidationFailed(VendorError):
    """The operation does not accept the input; `why` says where and why."""


class MalformedRequest(VendorError):
    """The body is not JSON, or not a form; `why` says so."""


class AuthenticationFailed(VendorError):
    """The user name or password is wrong, or the user's role may not use the API."""


class TokenRefused(VendorError):
    """The access token is missing, unknown or expired: `why`."""


class TokenUnauthorized(TokenRefused):
    """The same, in a sandbox whose `nexport_bad_token_status` is 401."""


class TokenInvalid(TokenRefused):
    """The same, in a sandbox whose `nexport_bad_token_status` is 422."""


class NotAuthorized(VendorError):
    """The caller lacks the permission in the organization and all above it."""


class EntityNotFound(VendorError):
    """No entity has this id (409 in this API)."""


class EntityExists(VendorError):
    """`what` is there already, and there can be only one (409 in this API)."""

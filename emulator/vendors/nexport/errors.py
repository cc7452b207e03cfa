"""What NexPort Campus refuses. Status, number and words stand in contract/errors.json under the name of the class."""

from emulator.vendors.errors import VendorError


class ValidationFailed(VendorError):
    """The input is not what the operation takes; `why` says where and why."""


class MalformedRequest(VendorError):
    """The body is no JSON, or no form, at all; `why` says so."""


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
    """What an id names does not exist (409 in this API)."""


class EntityExists(VendorError):
    """`what` is there already, and there can be only one (409 in this API)."""

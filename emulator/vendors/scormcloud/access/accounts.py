"""Accounts at SCORM Cloud: applications, identified by the id in their credentials or tokens, or by the address of their LRS."""

from base64 import b64decode
from collections.abc import Mapping
from urllib.parse import unquote

from emulator.http import Request
from emulator.sandbox.world import World
from emulator.vendors.accounts import Accounts, CredentialRefusedError
from emulator.vendors.scormcloud.access import tokens
from emulator.vendors.scormcloud.access.credential_form import ScormCloudCredential
from emulator.vendors.scormcloud.access.credentials import APP, MANAGEMENT_APP
from emulator.vendors.scormcloud.applications import applications, secret_keys
from emulator.vendors.scormcloud.tables import ScormCloudApplication, ScormCloudSecret


class ScormCloudAccounts(Accounts):
    """Applications and their secrets. `lrs` is the path of the LRS; the application's id follows it."""

    well_known = frozenset((APP, MANAGEMENT_APP))

    def __init__(self, lrs: str) -> None:
        self._lrs = lrs

    def owner(self, request: Request, page: str | None, owners: Mapping[str, str]) -> str | None:
        return owners.get(application_of(request, page, self._lrs) or "")

    def has(self, world: World, key: str) -> bool:
        return world.work.get(ScormCloudApplication, id=key) is not None

    def make(self, world: World, form: ScormCloudCredential) -> str:
        app = world.work.get(ScormCloudApplication, id=form.key)
        if app is None:
            if form.secret is None:
                raise CredentialRefusedError(f"a secret is required: there is no application {form.key} yet")
            applications.add(world, form.key, form.key, None if form.management else MANAGEMENT_APP)
        elif form.management and not app["management"]:
            raise CredentialRefusedError(f"the application {form.key} is not an App Management application")
        if form.secret is not None and not _has_secret(world, form.key, form.secret):
            secret_keys.add(world, form.key, form.secret, name=None, active=True)
        return form.key

    def revoke(self, world: World, key: str) -> None:
        world.work.delete(ScormCloudSecret, app_id=key)
        world.work.update(ScormCloudApplication, {"id": key}, {"token_key": world.ids.token()})


def _has_secret(world: World, app_id: str, secret: str) -> bool:
    return world.work.get(ScormCloudSecret, app_id=app_id, secret=secret, active=True) is not None


def application_of(request: Request, page: str | None, lrs: str) -> str | None:
    """The id of the application that a request names, unchecked, or None. `lrs` is the path of the LRS."""
    if page is None:
        return _named_in(request.header(b"authorization") or "") or None
    return unquote(request.path.lstrip("/").partition("/")[0]) if page == lrs else None


def _named_in(authorization: str) -> str:
    """The id that Basic credentials or a token name, unchecked; empty if they name none."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        token = tokens.read(value.strip())
        return token.app_id if token is not None and isinstance(token.app_id, str) else ""
    try:
        return b64decode(value.strip()).decode().partition(":")[0] if scheme.lower() == "basic" else ""
    except ValueError:
        return ""

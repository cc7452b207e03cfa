"""The credentials that a sandbox owns, by which it is reached without its name in the path."""

from typing import Any
from urllib.parse import unquote

from fastapi import APIRouter, HTTPException

from emulator.control.answers.credentials import Credential, Credentials
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.sandbox.owners import CredentialConflictError, owned_by
from emulator.vendors.credential_forms import AnyCredential

router = APIRouter(tags=["credentials"], responses=IN_SANDBOX)


@router.get("/_emulator/credentials", response_model=Credentials)
async def list_credentials(sandbox: TheSandbox) -> dict[str, Any]:
    """The credentials that this sandbox owns."""
    owned = owned_by(sandbox.work())
    return {"credentials": [{"sandbox": sandbox.name, "vendor": vendor, "key": key} for vendor, key in owned]}


@router.post(
    "/_emulator/credentials",
    status_code=201,
    response_model=Credential,
    responses={**OF_BODIES, **refusals(_409="the key acme-key of litmos belongs to the sandbox globex")},
)
async def add_credential(house: TheHouse, sandbox: TheSandbox, credential: AnyCredential) -> dict[str, Any]:
    """Let this sandbox own a credential, so that calls that show it come here without `/~NAME` before their path.

    If no account of the vendor has the key yet, one is made. 409 for a key that another sandbox owns or that the default sandbox has. What
    the sandbox owns already may be added again.
    """
    try:
        key = await house.add_credential(sandbox.name, credential)
    except CredentialConflictError as error:
        raise HTTPException(409, str(error)) from None
    return {"sandbox": sandbox.name, "vendor": credential.vendor, "key": key}


@router.delete(
    "/_emulator/credentials/{vendor_name}/{key:path}",
    status_code=204,
    responses=refusals(_404="the sandbox mine owns no key acme-key of litmos"),
)
async def delete_credential(house: TheHouse, sandbox: TheSandbox, vendor_name: str, key: str) -> None:
    """Take a credential from this sandbox. It lets nobody in any more, with `/~NAME` or without; its account stays with all that it has."""
    key = unquote(key)
    if not await house.remove_credential(sandbox.name, vendor_name, key):
        raise HTTPException(404, f"the sandbox {sandbox.name} owns no key {key} of {vendor_name}")

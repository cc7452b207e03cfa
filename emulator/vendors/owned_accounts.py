"""Further accounts: a sandbox owns their credentials, so a call with such a credential needs no `/~NAME` before its path."""

from typing import TYPE_CHECKING

from emulator.http import Request
from emulator.sandbox.owners import KeyTakenError, SandboxCredential
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.sandboxes import DEFAULT, Sandboxes
from emulator.sandbox.world import World
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors import load_vendor
from emulator.vendors.accounts import Accounts, CredentialForm

if TYPE_CHECKING:
    from emulator.vendors.vendor import Vendor


def add(world: World, form: CredentialForm) -> str:
    """Give the sandbox a credential, with an account for it if there is none; returns its key.

    It must be called in a unit of work in which the vendor's well-known credentials exist, and `claim` must be called before its end.
    Raises `CredentialRefusedError`.
    """
    key = accounts_of(form.vendor).make(world, form)
    if world.work.get(SandboxCredential, vendor=form.vendor, key=key) is None:
        world.work.insert(SandboxCredential, {"vendor": form.vendor, "key": key, "created": world.now()})
    return key


def claim(sandboxes: Sandboxes, sandbox: Sandbox, work: UnitOfWork) -> None:
    """Make the credentials that the unit of work has added lead to its sandbox.

    Raises `KeyTakenError` for a credential that another sandbox owns, or that leads to the default sandbox already: because every sandbox
    has it, or an account of the default sandbox.
    """
    for vendor, key in sorted(sandboxes.owners.new_in(work)):
        accounts = accounts_of(vendor)
        if sandbox.name != DEFAULT and (key in accounts.well_known or accounts.has(World(sandboxes.get(DEFAULT)), key)):
            raise KeyTakenError(vendor, key, DEFAULT)
    sandboxes.owners.renew(work)


def remove(sandboxes: Sandboxes, sandbox: Sandbox, vendor: str, key: str) -> bool:
    """Remove a credential from a sandbox and refuse its key from now on; False if the sandbox does not own it."""
    with sandbox.work() as work:
        if not work.delete(SandboxCredential, vendor=vendor, key=key):
            return False
        accounts_of(vendor).revoke(World(sandbox, work=work), key)
        sandboxes.owners.renew(work)
    return True


def owner(sandboxes: Sandboxes, vendor: "Vendor", request: Request, page: str | None) -> str | None:
    """The sandbox that owns the credential of a request, or None."""
    owners = sandboxes.owners.of(vendor.name)
    if not owners or vendor.accounts is None:
        return None
    return vendor.accounts.owner(request, page, owners)


def accounts_of(vendor: str) -> Accounts:
    """A vendor's accounts. KeyError for a vendor that is not installed or has none."""
    found = load_vendor(vendor).accounts
    if found is None:
        raise KeyError(vendor)
    return found

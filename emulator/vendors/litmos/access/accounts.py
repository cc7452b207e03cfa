"""Accounts at Litmos: users, told apart by their API keys."""

from collections.abc import Mapping

from emulator.http import Request
from emulator.sandbox.world import World
from emulator.vendors.accounts import Accounts, CredentialRefusedError
from emulator.vendors.litmos.access.credential_form import LitmosCredential
from emulator.vendors.litmos.access.credentials import KEYS, key_owner
from emulator.vendors.litmos.tables import LitmosUser
from emulator.vendors.litmos.users import users


class LitmosAccounts(Accounts):
    """Users and their keys."""

    well_known = frozenset(KEYS)

    def owner(self, request: Request, page: str | None, owners: Mapping[str, str]) -> str | None:
        if page is not None:
            return None  # a link names its sandbox
        return owners.get(key_in(request))

    def has(self, world: World, key: str) -> bool:
        return world.work.get(LitmosUser, api_key=key) is not None

    def is_called(self, world: World, name: str) -> bool:
        user = world.work.get(LitmosUser, user_name_folded=name.lower())
        return self.has(world, name) or (user is not None and user["user_name"] == name)

    def make(self, world: World, form: LitmosCredential) -> str:
        user = world.work.get(LitmosUser, api_key=form.key)
        if user is None:
            body = key_owner(form.key, form.level or "Account_Owner")
            if world.work.get(LitmosUser, user_name_folded=body["user_name"].lower()) is not None:
                raise CredentialRefusedError(f"the user {body['user_name']} is there already, with another key")
            users.store_new(world, body, api_key=form.key)
        elif form.level not in (None, user["access_level"]):
            raise CredentialRefusedError(f"the key is that of a {user['access_level']}, not of a {form.level}")
        return form.key

    def revoke(self, world: World, key: str) -> None:
        world.work.update(LitmosUser, {"api_key": key}, {"api_key": world.ids.uuid()})


def key_in(request: Request) -> str:
    """The API key that a request shows, unchecked; empty if it shows none."""
    return (request.header(b"apikey") or request.query(fold=True).get("apikey", [""])[-1]).strip()

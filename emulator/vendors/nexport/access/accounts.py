"""Accounts at NexPort Campus: users, identified by the name with which they ask for a token, and then by the token."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from emulator.http import Request
from emulator.sandbox.world import World
from emulator.store import json_text
from emulator.vendors.accounts import Accounts, CredentialRefusedError
from emulator.vendors.call import Call
from emulator.vendors.nexport.access.credential_form import NexportCredential
from emulator.vendors.nexport.access.credentials import LOGIN
from emulator.vendors.nexport.access.tokens import mark_of
from emulator.vendors.nexport.directory import directory
from emulator.vendors.nexport.directory.permissions import EVERY
from emulator.vendors.nexport.tables import NexportToken, NexportUser

AUTHENTICATE = "/adminapi/authenticate"


class NexportAccounts(Accounts):
    """Users and their passwords. A key is a login in lower case."""

    well_known = frozenset((LOGIN,))
    by_body = True

    def owner(self, request: Request, page: str | None, owners: Mapping[str, str]) -> str | None:
        if page is not None:
            return None  # a link names its sandbox
        if request.path.lower().rstrip("/") == AUTHENTICATE:
            return owners.get(_login_in(request.body).lower())
        token = request.query(fold=True).get("access_token", [""])[-1].lower()
        return next((sandbox for sandbox in owners.values() if token.startswith(mark_of(sandbox))), None)

    def has(self, world: World, key: str) -> bool:
        return world.work.get(NexportUser, login_folded=key) is not None

    def is_called(self, world: World, name: str) -> bool:
        user = world.work.get(NexportUser, login_folded=name.lower())
        return user is not None and name in (user["login"], user["login_folded"])

    def make(self, world: World, form: NexportCredential) -> str:
        login = form.key.lower()
        user = world.work.get(NexportUser, login_folded=login)
        if user is None:
            if form.secret is None:
                raise CredentialRefusedError(f"a secret is required: there is no user {form.key} yet")
            root = directory.root_id(world)
            user = directory.add_user(world, form.key, form.secret, root, first_name="API", last_name="User")
            directory.grant(world, user["id"], root, EVERY)
        elif form.secret not in (None, user["password"]):
            raise CredentialRefusedError(f"the user {form.key} is there already, with another password")
        return login

    def revoke(self, world: World, key: str) -> None:
        user = world.work.get(NexportUser, login_folded=key)
        if user is not None:
            world.work.update(NexportUser, {"id": user["id"]}, {"password": world.ids.secret()})
            world.work.delete(NexportToken, user_id=user["id"])


def key_of(call: Call) -> str | None:
    """The login of the user that calls or asks for a token; None on a page, or without a token."""
    if call.page is None and call.request.path.lower().rstrip("/") == AUTHENTICATE:
        return _login_in(call.request.body).lower() or None
    user = call.world.work.get(NexportUser, id=call.world.actor) if isinstance(call.world.actor, str) else None
    return user["login_folded"] if user is not None else None


def _login_in(body: bytes) -> str:
    """The name with which a body asks for a token; empty if it has none or has not arrived."""
    try:
        data = json_text.read_whole(body) if body.lstrip()[:1] == b"{" else dict(parse_qsl(body.decode()))
    except ValueError:
        return ""
    login = data.get("username")
    return login if isinstance(login, str) else ""

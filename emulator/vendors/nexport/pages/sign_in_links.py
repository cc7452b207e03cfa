"""Sign-in links: a client requests one for a user, and the user's browser opens it once."""

from datetime import datetime, timedelta

from emulator.sandbox.world import World
from emulator.vendors.nexport.access.authentication import TOKEN_TYPE
from emulator.vendors.nexport.directory import organizations, permissions
from emulator.vendors.nexport.enrollments import enrollments
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.errors import EntityNotFound, ValidationFailed
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.tables import NexportSignInLink, NexportSubscription, NexportUser

PATH = "/nexport/sign-in"
LIFETIME = timedelta(minutes=5)
"""Inferred: documented is only that a link has a lifetime (`expires_in`), not how long it is."""


def to_organization(world: World, body: Row) -> Row:
    """A link that signs a user in to an organization. Documented: subscription_id is used if user and organization are left out.

    409 if the user has no subscription to the organization (inferred).
    """
    user_id, org_id = body.get("user_id"), body.get("org_id")
    if user_id is None and org_id is None:
        if "subscription_id" not in body:
            raise ValidationFailed(why="user_id and org_id, or subscription_id, are required")
        subscription = find(world, NexportSubscription, body["subscription_id"], "subscription")
        user_id, org_id = subscription["user_id"], subscription["organization_id"]
    elif user_id is None or org_id is None:
        raise ValidationFailed(why="user_id and org_id go together")
    find(world, NexportUser, user_id, "user")
    organizations.get(world, org_id)
    permissions.require(world, org_id)
    if world.work.get(NexportSubscription, user_id=user_id, organization_id=org_id) is None:
        raise EntityNotFound("the user has no subscription to this organization")
    return _create(world, body, user_id, org_id, None)


def to_classroom(world: World, body: Row) -> Row:
    """A link that signs a user in to the classroom of an enrollment. Inferred: the permission is that of SignIn."""
    _, row = enrollments.find_any(world, body["enrollment_id"])
    permissions.require(world, row["organization_id"])
    return _create(world, body, row["user_id"], row["organization_id"], row["id"])


def state(link: Row, now: datetime) -> str:
    """`good`, `used` or `expired`."""
    if link["used"] is not None:
        return "used"
    return "expired" if link["expires"] <= now else "good"


def visitor(world: World, token: str) -> tuple[Row, Row] | None:
    """The link and the user who signed in with it; None if it was not used."""
    link = world.work.get(NexportSignInLink, token=token.lower())
    if link is None or link["used"] is None:
        return None
    user = world.work.get(NexportUser, id=link["user_id"])
    return None if user is None else (link, user)


def _create(world: World, body: Row, user_id: str, org_id: str, enrollment_id: str | None) -> Row:
    row: Row = {
        "token": world.ids.uuid(),
        "user_id": user_id,
        "organization_id": org_id,
        "enrollment_id": enrollment_id,
        "display": body.get("display", 0),
        "addresses": body.get("redirect_entity_request") or {},
        "expires": world.now() + LIFETIME,
    }
    world.work.insert(NexportSignInLink, row)
    return {
        "url": world.link(f"{PATH}/{row['token']}"),
        "access_token": row["token"],
        "token_type": TOKEN_TYPE,
        "expires_in": int(LIFETIME.total_seconds()),
    }

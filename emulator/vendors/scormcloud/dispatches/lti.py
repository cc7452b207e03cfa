"""The settings of a dispatch or destination for an LTI platform. The emulator returns them; it serves no LTI launch."""

from typing import NoReturn

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.statement import Row, Statement
from emulator.vendors.scormcloud.dispatches import destinations, dispatch_pages, dispatches, lti_keys
from emulator.vendors.scormcloud.errors import DispatchNotFound, LtiLaunchNotPossible
from emulator.vendors.scormcloud.tables import ScormCloudDispatch

_ANYONES = Statement(select(ScormCloudDispatch.id).where(ScormCloudDispatch.id == bindparam("id")).limit(1))


def lti11(world: World, dispatch_id: str) -> Row:
    """The address, key and secret of a dispatch for LTI 1.1 (inferred: the key is the dispatch's id)."""
    row = dispatches.find_row(world, dispatch_id)
    world.hint(dispatch_pages.NO_LTI)
    url = dispatch_pages.link(world, row["launch_key"], "lti")
    return {"url": url, "consumer_key": row["id"], "shared_secret": row["lti_secret"]}


def lti13(world: World, dispatch_id: str) -> Row:
    """The resource link of a dispatch for LTI 1.3."""
    row = dispatches.find_row(world, dispatch_id)
    world.hint(dispatch_pages.NO_LTI)
    return {"target_link_uri": dispatch_pages.link(world, row["launch_key"], "lti13")}


def tool(world: World, destination_id: str) -> Row:
    """The facts about the tool that the platform of a destination needs."""
    key = destinations.find_row(world, destination_id)["launch_key"]
    world.hint(dispatch_pages.NO_LTI)
    return {
        "public_key": lti_keys.public_key(),
        "oidc_login_initiations_url": dispatch_pages.link(world, "lti13", key, "login"),
        "redirect_uri": dispatch_pages.link(world, "lti13", key, "redirect"),
        "json_web_key_set_url": dispatch_pages.link(world, "lti13", "keys"),
    }


def launch(world: World, dispatch_id: str) -> NoReturn:
    """Refuse the last step of an LTI 1.3 launch: 404 for a dispatch that no application has, else 400."""
    if world.work.one(_ANYONES, id=dispatch_id) is None:
        raise DispatchNotFound(dispatch_id=dispatch_id)
    raise LtiLaunchNotPossible(f"{dispatch_pages.NO_LTI}: it has no platform whose key would verify the jwt")

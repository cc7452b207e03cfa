"""The data that a platform needs to launch a dispatch, or those of a destination, as an LTI tool."""

from urllib.parse import quote

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.dispatches import destinations, dispatch_pages, dispatches
from emulator.vendors.scormcloud.lti import keys
from emulator.vendors.scormcloud.routing import contract
from emulator.vendors.scormcloud.rows import Row

_OF_TOOLS = f"{contract.base_path}/dispatch/destinations/lti13"
LOGIN, LAUNCHES, KEYS = (f"{_OF_TOOLS}/{name}" for name in ("oidcLoginInitiation", "launches", "jwks"))
"""The tool's addresses for platforms (documented). The parameter `externalConfig` names the destination; its form is not known."""


async def prepare(world: World, destination_id: str) -> None:
    """Create the tool's key before its data are requested."""
    await keys.ensure(world.sandbox)


def of_destination(world: World, destination_id: str) -> Row:
    """The tool's data for the platform of a destination."""
    key = destinations.find_row(world, destination_id)["launch_key"]
    return {
        "public_key": keys.public_key(world.work),
        "oidc_login_initiations_url": world.link(f"{LOGIN}?externalConfig={quote(key)}"),
        "redirect_uri": world.link(LAUNCHES),
        "json_web_key_set_url": world.link(f"{KEYS}?externalConfig={quote(key)}"),
    }


def of_dispatch(world: World, dispatch_id: str) -> Row:
    """The resource link of a dispatch for LTI 1.3 (inferred: it is getLti13DispatchLaunch's address, which needs the same parameter)."""
    return {"target_link_uri": target_link(world, dispatches.find_row(world, dispatch_id))}


def target_link(world: World, dispatch: Row) -> str:
    """The address that launches a dispatch, as a platform sends it."""
    path = f"{contract.base_path}/dispatch/dispatches/{quote(dispatch['id'], safe='')}/launches"
    return world.link(f"{path}?externalConfig={quote(dispatch['launch_key'])}")


def lti11(world: World, dispatch_id: str) -> Row:
    """The address, key and secret of a dispatch for LTI 1.1 (inferred: the key is the dispatch's id)."""
    row = dispatches.find_row(world, dispatch_id)
    world.hint(dispatch_pages.NO_LTI)
    url = dispatch_pages.link(world, row["launch_key"], "lti")
    return {"url": url, "consumer_key": row["id"], "shared_secret": row["lti_secret"]}

"""Launching a dispatch by LTI 1.3: finding the dispatch, and the learner's registration for it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.dispatches import dispatch_launch
from emulator.vendors.scormcloud.dispatches.dispatch_launch import DispatchLearner, DispatchRefusal
from emulator.vendors.scormcloud.errors import DispatchNotFound, LtiLaunchNotPossible
from emulator.vendors.scormcloud.launching import playing
from emulator.vendors.scormcloud.lti import logins
from emulator.vendors.scormcloud.lti.refused import LtiRefusedError
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudDispatch, ScormCloudDispatchRegistration

_ANYONES = Statement(select(ScormCloudDispatch.id).where(ScormCloudDispatch.id == bindparam("id")).limit(1))


def target(world: World, login: Row, target_link_uri: str) -> Row:
    """The dispatch of a target_link_uri. It must belong to the destination of the sign-in."""
    parts = urlsplit(target_link_uri)
    key = parse_qs(parts.query).get("externalConfig", [""])[-1]
    dispatch = dispatch_launch.by_key(world, key) if key else None
    if dispatch is None or any(dispatch[name] != login[name] for name in ("app_id", "destination_id")):
        raise LtiRefusedError(
            f"target_link_uri of the id_token, {target_link_uri[:300] or 'which is missing'}, is not that of a dispatch to this "
            "destination: getLti13Dispatch shows it."
        )
    return dispatch


def refusal(world: World, dispatch: Row, message: dict[str, Any]) -> DispatchRefusal | None:
    """Why the learner may not launch the dispatch now; None if they may."""
    world = dispatch_launch.world_of(world, dispatch)
    return dispatch_launch.refusal(world, dispatch, _known_as(world, dispatch, message))


def launch(world: World, dispatch_id: str, external_config: str, jwt: str) -> None:
    """Lead the browser into the player, once for each verified jwt. 404 for an unknown dispatch, 400 for a jwt without a sign-in."""
    dispatch = world.work.get(ScormCloudDispatch, launch_key=external_config) if "\0" not in external_config else None
    if dispatch is None or dispatch["id"] != dispatch_id:
        if world.work.one(_ANYONES, id=dispatch_id) is None:
            raise DispatchNotFound(dispatch_id=dispatch_id)
        raise LtiLaunchNotPossible(
            "externalConfig is not that of the dispatch: getLti13Dispatch shows the whole address"
        )
    login = logins.use(world, jwt)
    if login is None:
        raise LtiLaunchNotPossible(
            "no sign-in that waits for its launch has this jwt: it comes from the platform by redirectUri, and is good once"
        )
    message = login["message"]
    if target(world, login, message["target"])["id"] != dispatch_id:
        raise LtiLaunchNotPossible("the jwt is for another dispatch")
    refused = refusal(world, dispatch, message)
    if refused is not None:
        raise LtiLaunchNotPossible(f"the launch was refused: {refused.reason}")
    world.header("Location", world.local_link(_opened(dispatch_launch.world_of(world, dispatch), dispatch, message)))
    world.header("Cache-Control", "no-store")


def _opened(world: World, dispatch: Row, message: dict[str, Any]) -> str:
    learner = _known_as(world, dispatch, message)
    registration = dispatch_launch.launch(world, dispatch, learner)
    key = {"app_id": dispatch["app_id"], "dispatch_id": dispatch["id"], "learner_id": learner.id}
    changes: Row = {"platform_user": message["user"], "line_item": message["line_item"]}
    world.work.update(ScormCloudDispatchRegistration, key, changes)
    if message["line_item"] is None:
        world.hint("the platform has named no line item that takes scores, so none is sent")
    return playing.open_registration(world, registration, {}, may_restart=dispatch["instanced"])


def _known_as(world: World, dispatch: Row, message: dict[str, Any]) -> DispatchLearner:
    given, family = message["given_name"], message["family_name"]
    name = f"{family or ''}, {given or ''}" if given or family else message["name"] or ""
    return dispatch_launch.known_as(world, dispatch, DispatchLearner(message["user"], name, message["email"]))

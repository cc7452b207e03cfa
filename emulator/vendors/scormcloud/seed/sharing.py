"""Destinations, dispatches and invitations of a seed document, made by the rules that requests use."""

from typing import Any, cast

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.dispatches import destinations, dispatches
from emulator.vendors.scormcloud.invitations import invitations, private_invitations
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.seed import entries, forms
from emulator.vendors.scormcloud.tables import ScormCloudInvitation


def create_destination(world: World, entry: Any, where: str) -> None:
    """Create a destination: the members of DestinationSchema, and its id."""
    body = entries.read(forms.DESTINATION, entry, where)
    with entries.refusing(where):
        destinations.create_all(world, {"destinations": [{"id": body.pop("id"), "data": body}]})


def create_dispatch(world: World, entry: Any, where: str) -> None:
    """Create a dispatch: the members of CreateDispatchSchema, and its id."""
    body = entries.read(forms.DISPATCH, entry, where)
    with entries.refusing(where):
        dispatches.create_all(world, {"dispatches": [{"id": body.pop("id", None), "data": body}]})


def create_invitation(world: World, entry: Any, where: str) -> None:
    """Create an invitation: a private one if it has an `invitationEmail`, whose e-mails go out by a job, else a public one."""
    private = isinstance(entry, dict) and entry.get("invitationEmail") is not None
    body = entries.read(forms.PRIVATE_INVITATION if private else forms.PUBLIC_INVITATION, entry, where)
    if body.get("id") is not None and world.work.get(ScormCloudInvitation, id=body["id"]) is not None:
        raise InputProblem(f"{where}.id", "belongs to another invitation")
    with entries.refusing(where):
        (private_invitations.create if private else invitations.create_public)(world, cast(Row, body))

"""The NexPort section of a seed document: the directory, what is taught, who takes part, and what is sold (docs/seed.md)."""

from typing import Any

from emulator.contract.reading import InputProblem
from emulator.vendors.call import Call
from emulator.vendors.nexport.directory import directory
from emulator.vendors.nexport.seed import form, references, sales, sections
from emulator.vendors.nexport.tables import NexportMembership, NexportOrganization, NexportUser


def create(call: Call, document: Any) -> None:
    """Create what the document describes. Raises `InputProblem` with the path of what is wrong."""
    world = form.read_world(document)
    for index, organization in enumerate(world.organizations):
        _organization(call, organization, f"nexport.organizations[{index}]")
    for index, group in enumerate(world.groups):
        _group(call, group, f"nexport.groups[{index}]")
    for index, user in enumerate(world.users):
        _user(call, user, f"nexport.users[{index}]")
    for index, group in enumerate(world.groups):
        _members(call, group, f"nexport.groups[{index}]")
    for index, section in enumerate(world.sections):
        sections.section(call, section, f"nexport.sections[{index}]")
    for index, plan in enumerate(world.training_plans):
        sections.training_plan(call, plan, f"nexport.training_plans[{index}]")
    for index, catalog in enumerate(world.catalogs):
        sales.catalog(call, catalog, f"nexport.catalogs[{index}]")


def _organization(call: Call, entry: form.Organization, where: str) -> None:
    parent_id = references.organization_id(call, entry.parent, f"{where}.parent")
    new_id = references.new_id(call, NexportOrganization, entry.id, where)
    directory.add_organization(call, entry.name, parent_id, new_id=new_id, short_name=entry.short_name)


def _group(call: Call, entry: form.Group, where: str) -> None:
    parent = references.node(call, entry.parent, f"{where}.parent")
    # So that the members, which come after the users, find the same group again, even if another has its name.
    entry.id = references.new_id(call, NexportOrganization, entry.id, where)
    directory.add_organization(
        call, entry.name, parent["id"], new_id=entry.id, short_name=entry.short_name, kind=directory.GROUP
    )


def _members(call: Call, entry: form.Group, where: str) -> None:
    assert entry.id is not None
    for index, reference in enumerate(entry.members):
        user = references.user(call, reference, f"{where}.members[{index}]")
        if call.store.get(NexportMembership, user_id=user["id"], group_id=entry.id) is not None:
            raise InputProblem(f"{where}.members[{index}]", "is in the group already")
        directory.join(call, user["id"], entry.id)


def _user(call: Call, entry: form.User, where: str) -> None:
    if call.store.get(NexportUser, login_folded=entry.login.lower()) is not None:
        raise InputProblem(f"{where}.login", "belongs to another user")
    user = directory.add_user(
        call,
        entry.login,
        entry.password or call.ids.token(),
        references.organization_id(call, entry.organization, f"{where}.organization"),
        new_id=references.new_id(call, NexportUser, entry.id, where),
        first_name=entry.first_name,
        middle_name=entry.middle_name,
        last_name=entry.last_name,
        email=entry.email,
        role=entry.role,
        contact=entry.contact.model_dump(exclude_none=True) if entry.contact else None,
    )
    for index, name in enumerate(entry.subscriptions):
        directory.subscribe(call, user["id"], references.organization_id(call, name, f"{where}.subscriptions[{index}]"))
    for name, permissions in entry.permissions.items():
        node = references.node(call, name, f"{where}.permissions.{name}")
        for permission in permissions:
            directory.grant(call, user["id"], node["id"], permission)

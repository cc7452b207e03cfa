"""The NexPort section of a seed document: the directory, teaching, enrollments, and sales (docs/seed.md)."""

from typing import Any

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.nexport.directory import directory
from emulator.vendors.nexport.seed import form, references, sales, sections
from emulator.vendors.nexport.tables import NexportMembership, NexportOrganization, NexportUser


def create(world: World, document: Any) -> None:
    """Create what the document describes. Raises `InputProblem` with the path of the invalid value."""
    described = form.read_world(document)
    for index, organization in enumerate(described.organizations):
        _organization(world, organization, f"nexport.organizations[{index}]")
    for index, group in enumerate(described.groups):
        _group(world, group, f"nexport.groups[{index}]")
    for index, user in enumerate(described.users):
        _user(world, user, f"nexport.users[{index}]")
    for index, group in enumerate(described.groups):
        _members(world, group, f"nexport.groups[{index}]")
    for index, section in enumerate(described.sections):
        sections.section(world, section, f"nexport.sections[{index}]")
    for index, plan in enumerate(described.training_plans):
        sections.training_plan(world, plan, f"nexport.training_plans[{index}]")
    for index, catalog in enumerate(described.catalogs):
        sales.catalog(world, catalog, f"nexport.catalogs[{index}]")


def _organization(world: World, entry: form.Organization, where: str) -> None:
    parent_id = references.organization_id(world, entry.parent, f"{where}.parent")
    new_id = references.new_id(world, NexportOrganization, entry.id, where)
    directory.add_organization(world, entry.name, parent_id, new_id=new_id, short_name=entry.short_name)


def _group(world: World, entry: form.Group, where: str) -> None:
    parent = references.node(world, entry.parent, f"{where}.parent")
    # Members are created after the users; they find the group by this id even if another group has its name
    entry.id = references.new_id(world, NexportOrganization, entry.id, where)
    directory.add_organization(
        world, entry.name, parent["id"], new_id=entry.id, short_name=entry.short_name, kind=directory.GROUP
    )


def _members(world: World, entry: form.Group, where: str) -> None:
    assert entry.id is not None
    for index, reference in enumerate(entry.members):
        user = references.user(world, reference, f"{where}.members[{index}]")
        if world.work.get(NexportMembership, user_id=user["id"], group_id=entry.id) is not None:
            raise InputProblem(f"{where}.members[{index}]", "is in the group already")
        directory.join(world, user["id"], entry.id)


def _user(world: World, entry: form.User, where: str) -> None:
    if world.work.get(NexportUser, login_folded=entry.login.lower()) is not None:
        raise InputProblem(f"{where}.login", "belongs to another user")
    user = directory.add_user(
        world,
        entry.login,
        entry.password or world.ids.token(),
        references.organization_id(world, entry.organization, f"{where}.organization"),
        new_id=references.new_id(world, NexportUser, entry.id, where),
        first_name=entry.first_name,
        middle_name=entry.middle_name,
        last_name=entry.last_name,
        email=entry.email,
        role=entry.role,
        contact=entry.contact.model_dump(exclude_none=True) if entry.contact else None,
    )
    for index, name in enumerate(entry.subscriptions):
        directory.subscribe(
            world, user["id"], references.organization_id(world, name, f"{where}.subscriptions[{index}]")
        )
    for name, permissions in entry.permissions.items():
        node = references.node(world, name, f"{where}.permissions.{name}")
        for permission in permissions:
            directory.grant(world, user["id"], node["id"], permission)

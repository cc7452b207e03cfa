"""References in a seed document by name or by id, and ids that the document gives."""

from sqlalchemy import bindparam, select

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.nexport.directory import directory
from emulator.vendors.nexport.rows import Row, Statement, Table
from emulator.vendors.nexport.tables import NexportOrganization, NexportSection, NexportTrainingPlan, NexportUser

_BY_NAME: dict[type[Table], Statement] = {
    table: Statement(select(*table.__table__.c).where(table.__table__.c.name == bindparam("name")))
    for table in (NexportOrganization, NexportSection, NexportTrainingPlan)
}


def node(world: World, reference: str | None, where: str) -> Row:
    """The organization or group that a name or an id names; the root if there is neither."""
    if reference is None:
        reference = directory.root_id(world)
    row = _one(world, NexportOrganization, reference, where, "organizations")
    if row is None:
        words = "is neither the name nor the id of an organization (a parent stands before its children)"
        raise InputProblem(where, words)
    return row


def organization_id(world: World, reference: str | None, where: str) -> str:
    """The id of the organization that a name or an id names; the root's if there is neither."""
    row = node(world, reference, where)
    if row["kind"] == directory.GROUP:
        raise InputProblem(where, "is a group, not an organization")
    found: str = row["id"]
    return found


def user(world: World, reference: str, where: str) -> Row:
    """The user that a login, an id, or the key of a person of the document names."""
    reference = world.people.get(reference, {}).get("login", reference)
    row = world.work.get(NexportUser, login_folded=reference.lower())
    row = row or world.work.get(NexportUser, id=reference.lower())
    if row is None:
        raise InputProblem(where, "is neither the login nor the id of a user")
    return row


def section(world: World, reference: str, where: str) -> Row | None:
    """The section that a name or an id names, or None."""
    return _one(world, NexportSection, reference, where, "sections")


def training_plan(world: World, reference: str, where: str) -> Row | None:
    """The training plan that a name or an id names, or None."""
    return _one(world, NexportTrainingPlan, reference, where, "training plans")


def new_id(world: World, table: type[Table], given: str | None, where: str) -> str:
    """The id that the document gives, which must be new for its kind, or a new one."""
    if given is None:
        return world.ids.uuid()
    if world.work.get(table, id=given) is not None:
        raise InputProblem(f"{where}.id", "is taken")
    return given


def _one(world: World, table: type[Table], reference: str, where: str, what: str) -> Row | None:
    found = world.work.all(_BY_NAME[table], name=reference)
    if len(found) > 1:
        raise InputProblem(where, f"is the name of two {what}; use an id")
    return found[0] if found else world.work.get(table, id=reference.lower())

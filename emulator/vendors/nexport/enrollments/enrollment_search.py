"""Lists of enrollments: of an organization, and of a search over organizations and users."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.directory import organizations, permissions
from emulator.vendors.nexport.enrollments import enrollment_query, enrollments
from emulator.vendors.nexport.entities import find, read_ahead
from emulator.vendors.nexport.errors import ValidationFailed
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.tables import NexportOrganization, NexportUser
from emulator.vendors.nexport.teaching import syllabi
from emulator.vendors.nexport.wire.page import Page


def of_organization(
    world: World, kind: int, org_id: str, user_id: str | None, syllabus_id: str | None, page: Page
) -> list[Row]:
    """A page of the enrollments of an organization, optionally of one user or in one syllabus, the earliest first."""
    organizations.get(world, org_id)
    if user_id is not None:
        find(world, NexportUser, user_id, "user")
    if syllabus_id is not None:
        syllabi.get(world, kind, syllabus_id)
    filters = {"organizations": [org_id], "users": user_id and [user_id], "syllabi": syllabus_id and [syllabus_id]}
    return enrollments.all_shown(world, enrollment_query.find(world, [kind], filters, page))


def search(world: World, body: Row, page: Page) -> Row:
    """A page of the enrollments that pass every filter, the earliest first (documented).

    Documented: at least one user or organization must be given, and the permissions are needed in every given organization. Without one, an
    enrollment is found if the caller has them at its organization or at the user's. Inferred: other enrollments are left out.
    """
    if not body.get("user_ids") and not body.get("org_ids"):
        raise ValidationFailed(why="user_ids or org_ids must name at least one")
    visible, named = permissions.nodes(world), list(dict.fromkeys(body.get("org_ids") or ()))
    read_ahead(world, NexportOrganization, named)
    for org_id in named:
        organizations.get(world, org_id)
        permissions.require_among(world, visible, org_id)
    filters = {
        "users": body.get("user_ids") or None,
        "organizations": body.get("org_ids") or None,
        "enrollments": body.get("enrollment_ids") or None,
        "unique_names": body.get("syllabus_unique_names") or None,
        "active_before": body.get("utc_activity_before"),
        "visible": visible,
    }
    found = enrollment_query.find(world, list(enrollments.TABLES), filters, page)
    return {"enrollments": enrollments.all_shown(world, found)}

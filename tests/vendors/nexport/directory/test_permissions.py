"""Permissions are held at an organization and in everything below it."""

import pytest

from tests.vendors.nexport.calling import NexportClient, course, refusal

VIEW, UPDATE = "View Section Enrollments", "Update Section Enrollments"


def client(nexport: NexportClient, permissions: dict[str, list[str]], enrolled_in: str = "Acme North") -> NexportClient:
    """A user with these permissions, in a world whose enrollment belongs to Campus > Acme > Acme North > Acme Hull."""
    document = course()
    world = document["nexport"]
    world["organizations"] += [{"name": "Acme Hull", "parent": "Acme North"}, {"name": "Other"}]
    world["users"].append({"login": "lea", "password": "secret", "permissions": permissions})
    world["sections"][0]["enrollments"][0]["organization"] = enrolled_in
    nexport.world.seed(document)
    return NexportClient(nexport.world, "lea", "secret")


@pytest.mark.parametrize("place", ["Campus", "Acme", "Acme North"])
def test_a_permission_in_the_enrollments_organization_or_an_ancestor_is_enough(
    nexport: NexportClient, place: str
) -> None:
    lea = client(nexport, {place: [VIEW, UPDATE]})
    assert lea.get().status_code == 200
    assert lea.edit(title="New").status_code == 200


@pytest.mark.parametrize("place", ["Acme Hull", "Other"])
def test_a_permission_below_or_beside_it_answers_403_and_changes_nothing(nexport: NexportClient, place: str) -> None:
    lea = client(nexport, {place: ["*"]})
    assert refusal(lea.get(), 403) == "Not authorized to view CMI data"
    response = lea.edit(title="New")
    assert refusal(response, 403) == "Not authorized to edit SCORM data"
    assert UPDATE in response.headers["x-emulator-hint"]
    assert nexport.get().json()[0]["title"] == "Title of sco-1"


@pytest.mark.parametrize(
    ("permission", "view", "update"), [(VIEW, 200, 403), (UPDATE, 403, 200), ("View Users", 403, 403)]
)
def test_each_operation_needs_its_own_permission(
    nexport: NexportClient, permission: str, view: int, update: int
) -> None:
    lea = client(nexport, {"Acme": [permission]})
    assert (lea.get().status_code, lea.edit(title="New").status_code) == (view, update)


def test_the_enrollments_organization_counts_and_not_the_sections(nexport: NexportClient) -> None:
    assert (
        refusal(client(nexport, {"Acme": [VIEW]}, enrolled_in="Other").get(), 403) == "Not authorized to view CMI data"
    )


def test_a_user_without_any_permission_answers_403(nexport: NexportClient) -> None:
    assert refusal(client(nexport, {}).get(), 403) == "Not authorized to view CMI data"

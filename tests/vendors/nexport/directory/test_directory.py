"""Organizations, subscriptions and groups."""

from typing import Any

import pytest

from tests.vendors.nexport.campus import (
    ACME,
    BUYERS,
    CLERK,
    JO,
    NORTH,
    NORTH_BUYERS,
    OTHER,
    Campus,
    answer,
    clerk_of,
    paging,
    refusal,
)
from tests.world import World

AGENT = "Group Purchasing Agent"


def test_organizations_are_the_one_that_is_named_and_all_below_without_groups(campus: Campus) -> None:
    listed = campus.query("AdminApi_GetOrganizations", org_id=ACME)
    assert [(one["org_id"], one["name"], one.get("short_name")) for one in answer(listed)] == [
        (ACME, "Acme", "AC"),
        (NORTH, "Acme North", None),
    ]
    assert paging(listed) == ["2", "30", "1"]
    second = campus.query("AdminApi_GetOrganizations", org_id=ACME, page=2, per_page=1)
    assert [one["name"] for one in answer(second)] == ["Acme North"]
    assert len(answer(campus.query("AdminApi_GetOrganizations", org_id=NORTH))) == 1


@pytest.mark.parametrize(("params", "status"), [({"org_id": OTHER}, 409), ({"org_id": BUYERS}, 409), ({}, 422)])
def test_organizations_below_none_are_refused(campus: Campus, params: dict[str, str], status: int) -> None:
    assert refusal(campus.query("AdminApi_GetOrganizations", **params), status)


def test_subscriptions_are_those_of_a_user(campus: Campus) -> None:
    one = answer(campus.query("AdminApi_GetSubscription", user_id=JO, org_id=ACME))
    assert (one["user_id"], one["org_id"], one["org_name"], one["org_short_name"]) == (JO, ACME, "Acme", "AC")
    listed = campus.query("AdminApi_GetSubscriptions", user_id=JO)
    assert [each["subscription_id"] for each in answer(listed)] == [one["subscription_id"]]
    assert paging(listed) == ["1", "30", "1"]


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"user_id": JO, "org_id": NORTH}, 409),
        ({"user_id": OTHER, "org_id": ACME}, 409),
        ({"user_id": JO, "org_id": OTHER}, 409),
        ({"user_id": JO}, 422),
        ({"user_id": JO, "org_id": "7"}, 422),
    ],
)
def test_a_subscription_that_is_not_there_is_refused(campus: Campus, params: dict[str, str], status: int) -> None:
    assert refusal(campus.query("AdminApi_GetSubscription", **params), status)


def test_subscriptions_of_nobody_are_refused(campus: Campus) -> None:
    assert refusal(campus.query("AdminApi_GetSubscriptions", user_id=OTHER), 409)
    assert refusal(campus.query("AdminApi_GetSubscriptions"), 422)


def test_profile_fields_are_set_on_a_subscription(campus: Campus) -> None:
    subscription = answer(campus.query("AdminApi_GetSubscription", user_id=JO, org_id=ACME))["subscription_id"]

    def call(subscriber: str, values: Any) -> Any:
        return campus.send(
            "AdminApi_SetCustomProfileFieldValues", subscriber_id=subscriber, custom_profile_field_values=values
        )

    assert list(answer(call(subscription, {"size": "L", "shoe": "42"}))) == ["api_error_entity"]
    assert answer(call(subscription, {"size": ""}))
    assert refusal(call(OTHER, {"size": "L"}), 409)
    assert refusal(call(subscription, {"size": 7}), 422)
    assert refusal(call(subscription, {"size": "a\0b"}), 422)
    assert refusal(call(subscription, ["size"]), 422)


def test_a_membership_is_made_once_and_ended_once(campus: Campus) -> None:
    made = answer(campus.send("AdminApi_CreateMembership", user_id=JO, group_ids=[BUYERS, BUYERS]))["memberships"]
    assert [(one["group_id"], one["user_id"]) for one in made] == [(BUYERS, JO)]
    again = campus.send("AdminApi_CreateMembership", user_id=JO, group_ids=[BUYERS])
    assert "exists" in refusal(again, 409)
    ids = [made[0]["membership_id"]]
    assert answer(campus.send("AdminApi_RemoveMembership", memberships=ids))["memberships"] == made
    assert refusal(campus.send("AdminApi_RemoveMembership", memberships=ids), 409)
    assert answer(campus.send("AdminApi_CreateMembership", user_id=JO, group_ids=[BUYERS]))


def test_memberships_are_made_and_ended_all_or_none(campus: Campus) -> None:
    assert refusal(campus.send("AdminApi_CreateMembership", user_id=JO, group_ids=[BUYERS, OTHER]), 409)
    made = answer(campus.send("AdminApi_CreateMembership", user_id=JO, group_ids=[BUYERS]))["memberships"]
    ids = [made[0]["membership_id"], OTHER]
    assert refusal(campus.send("AdminApi_RemoveMembership", memberships=ids), 409)
    assert answer(campus.send("AdminApi_RemoveMembership", memberships=ids[:1]))
    assert answer(campus.send("AdminApi_CreateMembership", user_id=JO, group_ids=[]))["memberships"] == []


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({"user_id": OTHER, "group_ids": [BUYERS]}, 409),
        ({"user_id": JO, "group_ids": [ACME]}, 409),
        ({"user_id": JO, "group_ids": "x"}, 422),
        ({"user_id": JO, "group_ids": [7]}, 422),
        ({"user_id": JO}, 422),
    ],
)
def test_a_membership_that_cannot_be_is_refused(campus: Campus, members: dict[str, Any], status: int) -> None:
    assert refusal(campus.send("AdminApi_CreateMembership", **members), status)


def test_removing_memberships_without_saying_which_answers_422(campus: Campus) -> None:
    assert refusal(campus.send("AdminApi_RemoveMembership"), 422)


def test_a_permission_counts_at_the_group_or_an_ancestor(world: World) -> None:
    clerk = clerk_of(world, Buyers=[AGENT])

    def holds(user: str, group: str, permission: str = AGENT) -> bool:
        call = clerk.send("AdminApi_HasGroupPermission", user_id=user, group_id=group, permission=permission)
        found: bool = answer(call)["has_permission"]
        return found

    assert holds(CLERK, BUYERS)
    assert holds(CLERK, NORTH_BUYERS)
    assert not holds(CLERK, BUYERS, AGENT.lower())
    assert not holds(JO, BUYERS)

    def groups(user: str, node: str, **page: int) -> Any:
        return clerk.send("AdminApi_SearchGroupsForPermission", user_id=user, org_id=node, permission=AGENT, **page)

    found = groups(CLERK, ACME)
    assert [(one["id"], one["name"], one.get("short_name")) for one in answer(found)["groups"]] == [
        (BUYERS, "Buyers", "BUY"),
        (NORTH_BUYERS, "North Buyers", None),
    ]
    assert paging(found) == ["2", "30", "1"]
    assert [one["id"] for one in answer(groups(CLERK, ACME, page=2, per_page=1))["groups"]] == [NORTH_BUYERS]
    assert answer(groups(JO, ACME))["groups"] == []


@pytest.mark.parametrize("operation", ["AdminApi_HasGroupPermission", "AdminApi_SearchGroupsForPermission"])
@pytest.mark.parametrize(("change", "status"), [({"user_id": OTHER}, 409), ({"permission": ""}, 422)])
def test_a_permission_of_nobody_or_of_no_name_is_refused(
    campus: Campus, operation: str, change: dict[str, str], status: int
) -> None:
    members = {"user_id": JO, "group_id": BUYERS, "org_id": ACME, "permission": AGENT, **change}
    assert refusal(campus.send(operation, **members), status)


def test_a_permission_at_no_group_is_refused(campus: Campus) -> None:
    for node in (OTHER, ACME):
        call = campus.send("AdminApi_HasGroupPermission", user_id=JO, group_id=node, permission=AGENT)
        assert refusal(call, 409)
    call = campus.send("AdminApi_SearchGroupsForPermission", user_id=JO, org_id=OTHER, permission=AGENT)
    assert refusal(call, 409)

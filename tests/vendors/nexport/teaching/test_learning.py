"""Catalogs, sections, training plans and certificates."""

from typing import Any

import pytest

from tests.refusals import page_refusal
from tests.vendors.nexport.campus import (
    ACME,
    CATALOG,
    FIRST_AID,
    IN_PLAN,
    IN_SAFETY,
    OTHER,
    PLAN,
    SAFETY,
    SELL_PLAN,
    SELL_SAFETY,
    Campus,
    answer,
    document,
    paging,
    refusal,
)
from tests.world import World

SECTION, PLAN_TYPE = 0, 1


def test_catalogs_are_those_that_an_organization_owns(campus: Campus) -> None:
    listed = campus.send("LearningApi_GetCatalogs", org_id=ACME)
    everything, wholesale = answer(listed)["catalogs"]
    assert (everything["catalog_id"], everything["name"], everything["owner_name"]) == (CATALOG, "Everything", "Acme")
    assert (everything["is_enabled"], everything["assign_when_redeemed"], everything["owner_id"]) == (True, False, ACME)
    assert everything["utc_date_created"][:16] == everything["utc_date_last_modified"][:16]
    assert wholesale["publishing_model"] == 3
    assert paging(listed) == ["2", "30", "1"]
    second = campus.send("LearningApi_GetCatalogs", query={"page": 2, "per_page": 1}, org_id=ACME)
    assert [one["name"] for one in answer(second)["catalogs"]] == ["Wholesale"]


def test_catalogs_are_filtered_by_publishing_model_by_number_or_name(campus: Campus) -> None:
    def names(**members: Any) -> list[str]:
        return [
            one["name"] for one in answer(campus.send("LearningApi_GetCatalogs", org_id=ACME, **members))["catalogs"]
        ]

    assert names(publishing_model=3) == ["Wholesale"]
    assert names(publishing_model="ForSaleInMarketPlace", catalog_access_option="Owned") == ["Everything"]
    assert names(publishing_model=4) == []
    assert refusal(campus.send("LearningApi_GetCatalogs", org_id=ACME, catalog_access_option=1), 422)
    assert refusal(campus.send("LearningApi_GetCatalogs", org_id=ACME, publishing_model="Nonsense"), 422)
    assert refusal(campus.send("LearningApi_GetCatalogs", org_id=OTHER), 409)
    assert refusal(campus.send("LearningApi_GetCatalogs"), 422)


def test_a_catalog_says_what_it_is_and_what_it_sells(campus: Campus) -> None:
    assert answer(campus.query("LearningApi_GetCatalog", catalog_id=CATALOG))["name"] == "Everything"
    described = answer(campus.query("LearningApi_GetCatalogDescription", catalog_id=CATALOG))
    assert described["description"] == "All we have."
    syllabi = campus.query("LearningApi_GetCatalogSyllabi", catalog_id=CATALOG)
    assert [
        (one["product_id"], one["syllabus_id"], one["syllabus_name"], one["syllabus_type"]) for one in answer(syllabi)
    ] == [(SELL_SAFETY, SAFETY, "Safety", SECTION), (SELL_PLAN, PLAN, "New colleagues", PLAN_TYPE)]
    assert paging(syllabi) == ["2", "30", "1"]


def test_the_credit_hours_of_a_catalog_are_its_own_or_the_sum_of_its_syllabi(campus: Campus) -> None:
    wholesale = answer(campus.send("LearningApi_GetCatalogs", org_id=ACME))["catalogs"][1]["catalog_id"]
    hours = [
        answer(campus.query("LearningApi_GetCatalogCreditHours", catalog_id=one))["credit_hours"]
        for one in (CATALOG, wholesale)
    ]
    assert hours == [1.5, 9]


def test_a_section_says_what_it_is(campus: Campus) -> None:
    section = answer(campus.query("LearningApi_GetSection", section_id=SAFETY))
    assert {
        name: section[name] for name in ("title", "unique_name", "section_number", "credit_hours", "section_ceus")
    } == {
        "title": "Safety",
        "unique_name": "SAFE-1",
        "section_number": "7",
        "credit_hours": 1.5,
        "section_ceus": "0.15",
    }
    assert (section["enrollment_start"], section["enrollment_end"]) == ("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z")
    described = answer(campus.query("LearningApi_GetSectionDescription", section_id=SAFETY))
    assert described["description"] == "Exits and extinguishers."
    objectives = answer(campus.query("LearningApi_GetSectionObjectives", section_id=SAFETY))["objectives"]
    assert objectives == ["Find the exit", "Use it"]
    assert answer(campus.query("LearningApi_GetSectionObjectives", section_id=FIRST_AID))["objectives"] == []
    assert "description" not in answer(campus.query("LearningApi_GetSectionDescription", section_id=FIRST_AID))


def test_a_training_plan_says_what_it_is(campus: Campus) -> None:
    plan = answer(campus.query("LearningApi_GetTrainingPlan", training_plan_id=PLAN))
    assert (plan["title"], plan["unique_name"]) == ("New colleagues", "PLAN-1")
    described = answer(campus.query("LearningApi_GetTrainingPlanDescription", training_plan_id=PLAN))
    assert described["description"] == "All of it."


@pytest.mark.parametrize(
    ("operation", "name", "another"),
    [
        ("LearningApi_GetCatalog", "catalog_id", SAFETY),
        ("LearningApi_GetCatalogDescription", "catalog_id", OTHER),
        ("LearningApi_GetCatalogCreditHours", "catalog_id", OTHER),
        ("LearningApi_GetCatalogSyllabi", "catalog_id", OTHER),
        ("LearningApi_GetSection", "section_id", PLAN),
        ("LearningApi_GetSectionDescription", "section_id", OTHER),
        ("LearningApi_GetSectionObjectives", "section_id", OTHER),
        ("LearningApi_GetTrainingPlan", "training_plan_id", SAFETY),
        ("LearningApi_GetTrainingPlanDescription", "training_plan_id", OTHER),
        ("LearningApi_GetCertificateUrl", "enrollment_id", OTHER),
    ],
)
def test_what_is_not_there_answers_409_and_a_malformed_or_missing_id_422(
    campus: Campus, operation: str, name: str, another: str
) -> None:
    assert refusal(campus.query(operation, **{name: another}), 409) == "Entity not found"
    assert refusal(campus.query(operation, **{name: "7"}), 422)
    assert refusal(campus.query(operation), 422)


def finished(world: World, section: int, **enrollment: Any) -> Campus:
    """The campus with this enrollment, in one of its sections, and no other."""
    campus = document()
    campus["nexport"]["sections"][0]["enrollments"] = []
    campus["nexport"]["sections"][section]["enrollments"] = [{"user": "jo", "id": IN_SAFETY, **enrollment}]
    world.seed(campus)
    return Campus(world)


def test_a_passed_enrollment_has_a_certificate_that_can_be_opened(world: World) -> None:
    campus = finished(world, 0, phase="Finished", result="Passing")
    certificate = answer(campus.query("LearningApi_GetCertificateUrl", enrollment_id=IN_SAFETY))
    assert certificate["certificate_ready"] is True
    page = world.client.get(certificate["certificate_url"])
    assert (page.status_code, "Jo Baba has passed" in page.text, "Safety" in page.text) == (200, True, True)


@pytest.mark.parametrize(
    ("section", "enrollment"),
    [
        (0, {"phase": "Finished", "result": "Failing"}),
        (0, {"phase": "InProgress", "result": "Passing"}),
        (1, {"phase": "Finished", "result": "Passing"}),
    ],
)
def test_an_enrollment_that_was_not_passed_or_gives_none_has_no_certificate(
    world: World, section: int, enrollment: dict[str, str]
) -> None:
    campus = finished(world, section, **enrollment)
    certificate = answer(campus.query("LearningApi_GetCertificateUrl", enrollment_id=IN_SAFETY))
    assert (certificate["certificate_ready"], "certificate_url" in certificate) == (False, False)
    assert (
        page_refusal(world.client.get(f"{world.root}/nexport/certificate/{IN_SAFETY}"), 404)
        == "Not here. There is no such certificate."
    )


def test_the_certificate_of_a_training_plan_is_asked_for_alike(campus: Campus) -> None:
    assert answer(campus.query("LearningApi_GetCertificateUrl", enrollment_id=IN_PLAN))["certificate_ready"] is False

"""LearningApi: catalogs, sections, training plans, and the enrollments in them."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.nexport.enrollments import certificates, enrollment_search, enrollments
from emulator.vendors.nexport.routing import router
from emulator.vendors.nexport.teaching import catalogs, sections, syllabi, training_plans
from emulator.vendors.nexport.wire.page import Page


@router.post("/LearningApi/GetCatalogs", status_code=200)
def get_catalogs(call: Call, body: dict[str, Any], page: Page) -> Row:
    return catalogs.owned(call, body, page)


@router.get("/LearningApi/GetCatalog", status_code=200)
def get_catalog(call: Call, catalog_id: str) -> Row:
    return catalogs.get(call, catalog_id)


@router.get("/LearningApi/GetCatalogDescription", status_code=200)
def get_catalog_description(call: Call, catalog_id: str) -> Row:
    return catalogs.description(call, catalog_id)


@router.get("/LearningApi/GetCatalogCreditHours", status_code=200)
def get_catalog_credit_hours(call: Call, catalog_id: str) -> Row:
    return catalogs.credit_hours(call, catalog_id)


@router.get("/LearningApi/GetCatalogSyllabi", status_code=200)
def get_catalog_syllabi(call: Call, catalog_id: str, page: Page) -> list[Row]:
    return catalogs.list_syllabi(call, catalog_id, page)


@router.get("/LearningApi/GetSection", status_code=200)
def get_section(call: Call, section_id: str) -> Row:
    return sections.get(call, section_id)


@router.get("/LearningApi/GetSectionDescription", status_code=200)
def get_section_description(call: Call, section_id: str) -> Row:
    return sections.description(call, section_id)


@router.get("/LearningApi/GetSectionObjectives", status_code=200)
def get_section_objectives(call: Call, section_id: str) -> Row:
    return sections.objectives(call, section_id)


@router.get("/LearningApi/GetTrainingPlan", status_code=200)
def get_training_plan(call: Call, training_plan_id: str) -> Row:
    return training_plans.get(call, training_plan_id)


@router.get("/LearningApi/GetTrainingPlanDescription", status_code=200)
def get_training_plan_description(call: Call, training_plan_id: str) -> Row:
    return training_plans.description(call, training_plan_id)


@router.post("/LearningApi/SearchEnrollments", status_code=200)
def search_enrollments(call: Call, body: dict[str, Any], page: Page) -> Row:
    return enrollment_search.search(call, body, page)


@router.get("/LearningApi/GetSectionEnrollments", status_code=200)
def get_section_enrollments(
    call: Call, org_id: str, user_id: str | None, syllabus_id: str | None, page: Page
) -> list[Row]:
    return enrollment_search.of_organization(call, syllabi.SECTION, org_id, user_id, syllabus_id, page)


@router.get("/LearningApi/GetTrainingPlanEnrollments", status_code=200)
def get_training_plan_enrollments(
    call: Call, org_id: str, user_id: str | None, syllabus_id: str | None, page: Page
) -> list[Row]:
    return enrollment_search.of_organization(call, syllabi.TRAINING_PLAN, org_id, user_id, syllabus_id, page)


@router.post("/LearningApi/DropEnrollment", status_code=200)
def drop_enrollment(call: Call, enrollment_id: str) -> None:
    enrollments.drop(call, enrollment_id)


@router.post("/LearningApi/DeleteEnrollment", status_code=200)
def delete_enrollment(call: Call, enrollment_id: str) -> None:
    enrollments.delete(call, enrollment_id)


@router.get("/LearningApi/GetCertificateUrl", status_code=200)
def get_certificate_url(call: Call, enrollment_id: str) -> Row:
    return certificates.url(call, enrollment_id)

"""LearningApi: catalogs, sections, training plans, and the enrollments in them."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.enrollments import certificates, enrollment_search, enrollments
from emulator.vendors.nexport.routing import router
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.teaching import catalogs, sections, syllabi, training_plans
from emulator.vendors.nexport.wire.page import Page


@router.post("/LearningApi/GetCatalogs", status_code=200)
def get_catalogs(world: World, body: Row, page: Page) -> Row:
    return catalogs.owned(world, body, page)


@router.get("/LearningApi/GetCatalog", status_code=200)
def get_catalog(world: World, catalog_id: str) -> Row:
    return catalogs.get(world, catalog_id)


@router.get("/LearningApi/GetCatalogDescription", status_code=200)
def get_catalog_description(world: World, catalog_id: str) -> Row:
    return catalogs.description(world, catalog_id)


@router.get("/LearningApi/GetCatalogCreditHours", status_code=200)
def get_catalog_credit_hours(world: World, catalog_id: str) -> Row:
    return catalogs.credit_hours(world, catalog_id)


@router.get("/LearningApi/GetCatalogSyllabi", status_code=200)
def get_catalog_syllabi(world: World, catalog_id: str, page: Page) -> list[Row]:
    return catalogs.list_syllabi(world, catalog_id, page)


@router.get("/LearningApi/GetSection", status_code=200)
def get_section(world: World, section_id: str) -> Row:
    return sections.get(world, section_id)


@router.get("/LearningApi/GetSectionDescription", status_code=200)
def get_section_description(world: World, section_id: str) -> Row:
    return sections.description(world, section_id)


@router.get("/LearningApi/GetSectionObjectives", status_code=200)
def get_section_objectives(world: World, section_id: str) -> Row:
    return sections.objectives(world, section_id)


@router.get("/LearningApi/GetTrainingPlan", status_code=200)
def get_training_plan(world: World, training_plan_id: str) -> Row:
    return training_plans.get(world, training_plan_id)


@router.get("/LearningApi/GetTrainingPlanDescription", status_code=200)
def get_training_plan_description(world: World, training_plan_id: str) -> Row:
    return training_plans.description(world, training_plan_id)


@router.post("/LearningApi/SearchEnrollments", status_code=200)
def search_enrollments(world: World, body: Row, page: Page) -> Row:
    return enrollment_search.search(world, body, page)


@router.get("/LearningApi/GetSectionEnrollments", status_code=200)
def get_section_enrollments(
    world: World, org_id: str, user_id: str | None, syllabus_id: str | None, page: Page
) -> list[Row]:
    return enrollment_search.of_organization(world, syllabi.SECTION, org_id, user_id, syllabus_id, page)


@router.get("/LearningApi/GetTrainingPlanEnrollments", status_code=200)
def get_training_plan_enrollments(
    world: World, org_id: str, user_id: str | None, syllabus_id: str | None, page: Page
) -> list[Row]:
    return enrollment_search.of_organization(world, syllabi.TRAINING_PLAN, org_id, user_id, syllabus_id, page)


@router.post("/LearningApi/DropEnrollment", status_code=200)
def drop_enrollment(world: World, enrollment_id: str) -> None:
    enrollments.drop(world, enrollment_id)


@router.post("/LearningApi/DeleteEnrollment", status_code=200)
def delete_enrollment(world: World, enrollment_id: str) -> None:
    enrollments.delete(world, enrollment_id)


@router.get("/LearningApi/GetCertificateUrl", status_code=200)
def get_certificate_url(world: World, enrollment_id: str) -> Row:
    return certificates.url(world, enrollment_id)

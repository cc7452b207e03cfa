"""The JSON Schema of the Litmos section of a seed document: the members of the contract's types, and those that only a seed has."""

from typing import Any

from emulator.vendors.for_seeds.schema import TEXT, TEXTS, Document, SeedSchemas
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.seed import (
    assignments,
    collections,
    courses,
    custom_fields,
    gamification,
    learning_paths,
    results,
    teams,
    training,
    users,
)

_WHOLE: Document = {"type": "integer"}


def schema() -> dict[str, Any]:
    """The section."""
    schemas = SeedSchemas(contract)
    return schemas.section(
        {
            **_people(schemas),
            **_learning(schemas),
            **_catalogue(schemas),
        }
    )


def _people(schemas: SeedSchemas) -> dict[str, Document]:
    types = contract.schemas
    field = schemas.entry(types["CourseCustomField"], custom_fields.NAMES)
    return {
        "course_custom_fields": field,
        "user_custom_fields": field,
        "users": schemas.entry(types["User"], users.NAMES, {"ApiKey": TEXT}),
        "instructors": TEXT,
        "locations": schemas.entry(types["Location"], training.NAMES),
        "teams": schemas.entry(
            types["Team"],
            teams.NAMES & {field.name for field in types["Team"].fields},
            dict.fromkeys(teams.LISTS, TEXTS) | {"ParentTeam": TEXT, "OriginalId": _WHOLE},
        ),
    }


def _learning(schemas: SeedSchemas) -> dict[str, Document]:
    types = contract.schemas
    session = schemas.entry(types["Session"])
    module = schemas.entry(
        types["ELearningModuleCreate"],
        courses.MODULE_NAMES & {field.name for field in types["ELearningModuleCreate"].fields},
        {"Id": TEXT, "OriginalId": _WHOLE, "Sample": TEXT, "Package": TEXT},
    )
    ilt = schemas.entry(types["SessionModule"], None, {"OriginalId": _WHOLE})
    module["properties"] |= ilt["properties"] | {"Sessions": {"type": "array", "items": session}}
    place = schemas.entry(None, None, dict.fromkeys(learning_paths.OF_COURSE, TEXT))
    own = {
        "Modules": {"type": "array", "items": module},
        "CustomFields": {"type": "object", "additionalProperties": TEXT},
    }
    return {
        "courses": schemas.entry(types["Course"], None, own),
        "learning_paths": schemas.entry(
            types["LearningPath"],
            None,
            {"Courses": {"type": "array", "items": {"anyOf": [TEXT, place]}}, "Users": TEXTS},
        ),
        "assignments": schemas.entry(None, None, dict.fromkeys(assignments.NAMES, TEXT)),
        "results": schemas.entry(
            types["ModuleResult"],
            results.NAMES - {"User", "Course", "Module"},
            {"User": TEXT, "Course": TEXT, "Module": TEXT},
        ),
        "badges": schemas.entry(types["Badge"], gamification.OF_BADGE),
        "awards": schemas.entry(None, None, dict.fromkeys(gamification.OF_AWARD, TEXT) | {"Points": _WHOLE}),
    }


def _catalogue(schemas: SeedSchemas) -> dict[str, Document]:
    types = contract.schemas
    listing = schemas.entry(types["Listing"], None, {"Users": TEXTS, "Teams": TEXTS})
    listing["properties"].pop("CollectionId", None)
    lists = {"Courses": TEXTS, "LearningPaths": TEXTS, "Listings": {"type": "array", "items": listing}}
    return {
        "collections": schemas.entry(collections.COLLECTION, None, lists),
        "tokens": schemas.entry(collections.TOKEN),
    }

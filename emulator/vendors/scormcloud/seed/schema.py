"""The JSON Schema of the SCORM Cloud section of a seed document."""

from typing import Any

from emulator.vendors.for_seeds.schema import TEXT, SeedSchemas
from emulator.vendors.scormcloud.routing import contract
from emulator.vendors.scormcloud.seed import forms


def schema() -> dict[str, Any]:
    """The section."""
    schemas = SeedSchemas(contract)
    registration = schemas.entry(forms.REGISTRATION)
    learner = registration["properties"]["learner"]
    key = {**TEXT, "description": "The key of a person of the document."}
    registration["properties"]["learner"] = {"anyOf": [learner, key]}
    registration["properties"]["scos"] = {"type": "array", "items": schemas.entry(forms.SCO)}
    invitation = schemas.entry(forms.PUBLIC_INVITATION)
    invitation["properties"] |= schemas.entry(forms.PRIVATE_INVITATION)["properties"]
    lists = {
        "courses": schemas.entry(forms.COURSE),
        "registrations": registration,
        "destinations": schemas.entry(forms.DESTINATION),
        "dispatches": schemas.entry(forms.DISPATCH),
        "invitations": invitation,
    }
    application = schemas.entry(forms.APPLICATION)
    application["properties"]["secrets"] = {"type": "array", "items": {"anyOf": [TEXT, schemas.entry(forms.SECRET)]}}
    application["properties"] |= {name: {"type": "array", "items": entry} for name, entry in lists.items()}
    return schemas.section({**lists, "applications": application})

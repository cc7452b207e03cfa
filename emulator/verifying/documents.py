"""The body of a step's answer as a document in which places can be looked up."""

from typing import Any

from emulator.contract.model import Contract
from emulator.vendors.scenarios.step import Step
from emulator.verifying.shapes import bodies
from emulator.verifying.shapes.answer import Raw


def document_of(contract: Contract, step: Step, raw: Raw) -> Any:
    """The document, or None if the body has none."""
    operation = contract.operations[step.operation]
    try:
        if raw.media.endswith("json"):
            return bodies.json_value(raw.body)
        if raw.media.endswith("xml"):
            schema, is_list = bodies.schema_of(contract, operation, raw.status, raw.media)
            return bodies.xml_value(contract, schema, is_list, raw.body)[1]
    except bodies.UnreadableBodyError:
        pass
    return None

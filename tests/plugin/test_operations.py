"""Every operation of the control API is a method of the clients, or is left out by name."""

from typing import Any

import pytest
from pytest_lms_emulator import AsyncEmulator, AsyncSandbox, Emulator, Facts, Sandbox

from scripts.clients.api import NAMES, control_document, read_api, unknown_names

FACTS = Facts("http://127.0.0.1:1", "0", {})


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return control_document()


@pytest.mark.parametrize("sandbox", [Emulator(FACTS).sandbox("x"), AsyncEmulator(FACTS).sandbox("x")])
def test_every_operation_is_a_method_of_its_noun_or_is_left_out_with_a_reason(
    document: dict[str, Any], sandbox: Sandbox | AsyncSandbox
) -> None:
    found = set()
    for noun, methods in read_api(document).nouns.items():
        owner = sandbox.emulator.sandboxes if noun == "sandboxes" else getattr(sandbox, noun) if noun else sandbox
        for method in methods:
            assert callable(getattr(owner, method.name)), method.operation
            found.add(method.operation)
    there = {each["operationId"] for methods in document["paths"].values() for each in methods.values()}
    assert there == found | {*NAMES["left_out"]}
    assert all(NAMES["left_out"].values())


def test_nothing_is_named_that_is_no_operation(document: dict[str, Any]) -> None:
    assert not unknown_names(document)

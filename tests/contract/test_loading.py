"""Loading a contract: what does not fit the form stops the start, by file and entry."""

import gc
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

import emulator
from emulator.contract.loading import ContractError, load_contract
from emulator.vendors import ENTRIES

VENDORS = Path(emulator.__file__).parent / "vendors"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a contract, to be spoilt."""
    return shutil.copytree(VENDORS / "nexport" / "contract", tmp_path / "contract")


def spoil(path: Path, change: Callable[[Any], object]) -> None:
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))


SPOILT: list[tuple[str, Callable[[Any], object], str]] = [
    ("schemas/shared.json", lambda d: d[0]["fields"][0].update(requird=True), ".fields.error_code.requird: Unexpected"),
    ("operations/scorm_api.json", lambda d: d[0].update(pth="/x"), "ScormApi_GetCmiData.pth: Unexpected"),
    ("operations/scorm_api.json", lambda d: d[0].update(resource="x"), "resource is the name of the file, no key"),
    ("operations/scorm_api.json", lambda d: d[0]["auth"].update(scope="x"), "ScormApi_GetCmiData.auth.scope"),
    ("operations/scorm_api.json", lambda d: d[0].update(method="FETCH"), "ScormApi_GetCmiData.method"),
    ("operations/scorm_api.json", lambda d: d[0]["evidence"].update(errors="guessed"), "evidence.errors"),
    ("operations/scorm_api.json", lambda d: d[0]["evidence"].update(errors="inferred"), "inferred needs a reason"),
    ("operations/scorm_api.json", lambda d: d[0]["evidence"].pop("errors"), "evidence for errors is missing"),
    ("operations/scorm_api.json", lambda d: d[0].update(reason={"errors": "x"}), "which is not inferred"),
    ("operations/scorm_api.json", lambda d: d[0]["response"].update(list="true"), "ScormApi_GetCmiData.response.list"),
    (
        "operations/scorm_api.json",
        lambda d: d[0]["response"].update(schema="Nothing"),
        "has a Nothing, which is no schema",
    ),
    (
        "operations/scorm_api.json",
        lambda d: d[0]["errors"][0].update(name="Gone"),
        "has the error Gone, which errors.json",
    ),
    (
        "operations/scorm_api.json",
        lambda d: d[0]["auth"].update(kinds=["key"]),
        "takes key, which is not in the security",
    ),
    ("operations/scorm_api.json", lambda d: d[0].update(paging="leaf"), "has the paging leaf"),
    (
        "operations/scorm_api.json",
        lambda d: d[0]["request"].update(required=["Idd"]),
        "requires Idd, which GetCmiDataRequest does not have",
    ),
    ("operations/scorm_api.json", lambda d: d.append(d[0]), "ScormApi_GetCmiData stands there twice"),
    ("schemas/shared.json", lambda d: d[0]["fields"][0].update(schema="Nothing"), "is a Nothing, which is no schema"),
    ("schemas/shared.json", lambda d: d[0].update(evidence="inferred"), "inferred needs a reason"),
    ("errors.json", lambda d: d[0].update(status="400"), "ValidationFailed.status"),
    ("errors.json", lambda d: d[0].pop("reason"), "ValidationFailed: Value error, inferred needs a reason"),
    ("decisions.json", lambda d: d[0].pop("reason"), "0.reason"),
    ("vendor.json", lambda d: d.update(base="/api"), "base: Unexpected"),
    ("vendor.json", lambda d: d["common_errors"].append("Gone"), "common_errors names Gone"),
]


@pytest.mark.parametrize(("name", "change", "words"), SPOILT, ids=[words for _, _, words in SPOILT])
def test_what_does_not_fit_the_form_is_refused_by_file_and_entry(
    folder: Path, name: str, change: Callable[[Any], object], words: str
) -> None:
    spoil(folder / name, change)
    with pytest.raises(ContractError) as caught:
        load_contract(folder)
    assert words in str(caught.value)
    assert str(folder) in str(caught.value)


def test_a_file_that_is_no_json_or_is_not_there_is_named(folder: Path) -> None:
    (folder / "errors.json").write_text("[{")
    with pytest.raises(ContractError, match=r"errors\.json: no JSON"):
        load_contract(folder)
    (folder / "vendor.json").unlink()
    with pytest.raises(ContractError, match=r"vendor\.json: No such file"):
        load_contract(folder)


@pytest.mark.parametrize("name", [entry.name for entry in ENTRIES])
def test_the_entries_of_a_resource_are_in_the_file_of_its_name(name: str) -> None:
    contract = load_contract(VENDORS / name / "contract")
    files = {path.stem for path in (VENDORS / name / "contract" / "operations").iterdir()}
    assert {operation.resource for operation in contract.operations.values()} == files


def test_what_reads_a_contract_is_not_kept_beside_it() -> None:
    before = {id(each) for each in gc.get_objects() if isinstance(each, TypeAdapter)}
    contract = load_contract(VENDORS / "nexport" / "contract")
    left = [each for each in gc.get_objects() if isinstance(each, TypeAdapter) and id(each) not in before]
    assert contract.operations
    assert not left

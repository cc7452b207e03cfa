"""The errors of the vendors: each has status and words in its vendor's contract."""

from dataclasses import replace

import pytest

from emulator.vendors import every_vendor, load_vendor
from emulator.vendors.errors import UndeclaredErrorsError, check_errors
from emulator.vendors.vendor import Vendor
from tests.world import World


def package_of(vendor: Vendor) -> str:
    return type(vendor).__module__.rpartition(".")[0]


@pytest.mark.parametrize("vendor", list(every_vendor()), ids=lambda vendor: vendor.name)
def test_an_error_class_that_the_contract_lacks_stops_the_import(vendor: Vendor) -> None:
    contract = vendor.contract
    check_errors(contract, package_of(vendor))
    for name in ("InternalError", next(reversed(contract.errors))):
        without = replace(contract, errors={key: value for key, value in contract.errors.items() if key != name})
        with pytest.raises(UndeclaredErrorsError, match=f"errors.json of {vendor.name} has no {name} of"):
            check_errors(without, package_of(vendor))


UNWORDED = {"litmos": ("GET", "/users", "Forbidden"), "scormcloud": ("GET", "/courses", "AuthorizationRequired")}


@pytest.mark.parametrize("name", UNWORDED)
def test_a_refusal_that_itself_fails_ends_in_the_vendors_envelope_and_in_the_journal(
    world: World, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    method, path, error = UNWORDED[name]
    contract = load_vendor(name).contract
    monkeypatch.setitem(contract.errors, error, replace(contract.errors[error], text="{why.unknown}"))
    answer = world.client.request(method, f"{world.root}{contract.base_path}{path}", params={"source": "t"})
    monkeypatch.undo()
    assert answer.status_code == 500
    assert (contract.errors["InternalError"].text or "?") in answer.text
    assert "defect" in answer.headers["x-emulator-hint"]
    assert [entry["response"]["status"] for entry in world.journal()] == [500]


def test_a_vendor_that_cannot_refuse_at_all_still_answers_and_is_written_down(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = load_vendor("nexport").contract
    for error in ("InternalError", "TokenRefused"):
        monkeypatch.setitem(contract.errors, error, replace(contract.errors[error], text="{why.unknown}"))
    answer = world.client.get(f"{world.nexport}/AdminApi/GetUser")
    monkeypatch.undo()
    assert (answer.status_code, answer.headers["content-type"]) == (500, "text/plain")
    assert [entry["response"]["status"] for entry in world.journal()] == [500]

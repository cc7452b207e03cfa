"""The errors of the vendors: each has status and words in its vendor's contract."""

from dataclasses import replace

import pytest

from emulator.vendors import every_vendor
from emulator.vendors.errors import UndeclaredErrorsError, check_errors
from emulator.vendors.vendor import Vendor


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

"""Finding the operation of a path."""

import pytest

from emulator.contract.matching import Matcher
from tests.contract.contracts import contract_of


def matched(vendor: str, method: str, path: str) -> tuple[str | None, dict[str, str]]:
    match = Matcher(contract_of(vendor)).match(method, path)
    return (match.operation.id if match.operation else None, match.values)


@pytest.mark.parametrize("vendor", ["litmos", "scormcloud", "nexport"])
def test_every_operation_of_every_contract_is_found_at_its_own_path(vendor: str) -> None:
    contract = contract_of(vendor)
    matcher = Matcher(contract)
    for operation in contract.operations.values():
        found = matcher.match(operation.method, operation.path.replace("{", "").replace("}", ""))
        assert found.operation is not None, operation.id
        if "{" not in operation.path:
            assert found.operation.id == operation.id


def test_a_name_goes_before_a_parameter_and_gives_way_when_it_lacks_the_method() -> None:
    assert matched("scormcloud", "PUT", "/courses/tags")[0] == "putCourseTagsBatch"
    assert matched("scormcloud", "GET", "/courses/tags") == ("getCourse", {"courseId": "tags"})
    assert matched("scormcloud", "GET", "/courses/importJobs/7") == ("getImportJobStatus", {"importJobId": "7"})


def test_ids_are_decoded_after_matching_so_they_may_hold_a_slash() -> None:
    assert matched("scormcloud", "GET", "/courses/a%2Fb%20c") == ("getCourse", {"courseId": "a/b c"})


def test_empty_segments_do_not_count_and_case_only_where_the_vendor_has_it() -> None:
    assert matched("scormcloud", "GET", "//courses//")[0] == "getCourses"
    assert matched("scormcloud", "GET", "/Courses")[0] is None
    assert matched("litmos", "GET", "/Courses/x/Modules/ILT")[0] == "get_courses_courseid_modules_ilt"
    assert matched("nexport", "POST", "/scormapi/getcmidata")[0] == "ScormApi_GetCmiData"


def test_a_path_without_the_method_tells_which_methods_it_has() -> None:
    matcher = Matcher(contract_of("litmos"))
    assert matcher.match("PATCH", "/users/x").allowed == ("DELETE", "GET", "PUT")
    assert matcher.match("GET", "/nothing").allowed == ()

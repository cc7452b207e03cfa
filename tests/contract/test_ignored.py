"""What has no effect is named with the nearest known name, and a body full of it cannot make the hints long."""

import pytest

from emulator.contract.ignored import Ignored, listed


@pytest.mark.parametrize(
    ("name", "known", "nearest"),
    [
        ("JobTittle", ("Title", "JobTitle"), "JobTitle"),
        ("Emial", ("Email", "FirstName"), "Email"),
        ("ID", ("Id", "Name"), "Id"),
        ("user_name", ("UserName", "Name"), "UserName"),
        ("Day", ("SessionDay",), "SessionDay"),
        ("colour", ("Id", "Name"), None),
    ],
)
def test_the_nearest_known_name_is_said(name: str, known: tuple[str, ...], nearest: str | None) -> None:
    found = Ignored()
    found.unknown(name, known)
    words = f"{name} (nearest: {nearest})" if nearest else name
    assert found.hints() == [f"not declared, so without effect: {words}"]


def test_a_name_that_belongs_into_a_document_within_is_said_with_its_place() -> None:
    found = Ignored()
    found.unknown("firstName", ("courseId", "learner"), elsewhere=("learner.id", "learner.firstName"))
    assert found.hints() == ["not declared, so without effect: firstName (nearest: learner.firstName)"]


def test_many_names_and_long_ones_make_a_short_hint() -> None:
    found = Ignored()
    for number in range(1000):
        found.unknown(f"{'x' * 5000}{number}", ("Id",))
    (hint,) = found.hints()
    assert hint.endswith("and 990 more")
    assert len(hint) < 2000
    assert listed(["a", "b", "c"], most=2) == "a, b and 1 more"


def test_without_anything_ignored_there_is_no_hint() -> None:
    assert Ignored().hints() == []

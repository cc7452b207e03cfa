"""The NexPort section of a seed document: what it makes, and that a bad one is refused whole, with the path."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.vendors.nexport.calling import ASSIGNMENT, ENROLLMENT, NexportClient, course

DOCS = Path(__file__).parents[4] / "docs" / "seed.md"

SECTION = "sections.0"
STATUS = "sections.0.enrollments.0.statuses.0"
SCO = f"{STATUS}.scos.0"


def place(document: Any, path: str) -> Any:
    for part in path.split(".") if path else []:
        document = document[int(part) if part.isdecimal() else part]
    return document


def refused(nexport: NexportClient, document: Any) -> str:
    """The words of a refusal."""
    response = nexport.world.client.post(f"{nexport.world.root}/_emulator/seed", json=document)
    assert response.status_code == 400, response.text
    words: str = response.json()["error"]
    return words


def test_the_example_of_the_documentation_is_what_it_says(nexport: NexportClient) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", DOCS.read_text(), re.DOTALL)
    nexport.world.seed(json.loads(example))
    assert nexport.values("cmi.core.lesson_status", "cmi.core.score.raw") == ["incomplete", "40"]
    assert nexport.edit(lesson_status="passed").status_code == 200


def test_every_member_that_the_documentation_names_is_one_and_none_is_forgotten() -> None:
    from emulator.vendors.nexport.seed import form
    from emulator.vendors.nexport.seed.values import SeedPart

    words = set(re.findall(r"`(\w+)`", DOCS.read_text().partition("## nexport")[2]))
    parts = [part for part in vars(form).values() if isinstance(part, type) and issubclass(part, SeedPart)]
    members = {name for part in parts for name in part.model_fields}
    assert members <= words


def test_a_world_of_one_course_is_written_in_ten_lines(nexport: NexportClient) -> None:
    lines = f'''{{"nexport": {{
      "organizations": [{{"name": "Acme"}}],
      "users": [{{"login": "jo"}}],
      "sections": [{{
        "name": "Safety", "organization": "Acme",
        "assignments": [{{"name": "Fire", "version": "2004", "scos": [{{"id": "sco-1"}}]}}],
        "enrollments": [{{"user": "jo", "id": "{ENROLLMENT}",
          "statuses": [{{"assignment": "Fire", "scos": [{{"id": "sco-1"}}]}}]}}]
      }}]
    }}}}'''
    assert len(lines.splitlines()) <= 10
    nexport.world.seed(json.loads(lines))


def test_a_tree_a_user_and_a_section_with_a_course_package_are_written_in_ten_lines(nexport: NexportClient) -> None:
    lines = f'''{{"nexport": {{
      "organizations": [{{"name": "Acme"}}, {{"name": "Acme North", "parent": "Acme"}}],
      "users": [{{"login": "jo", "organization": "Acme North"}}],
      "sections": [{{
        "name": "Tides", "organization": "Acme",
        "assignments": [{{"name": "Quiz", "id": "{ASSIGNMENT}", "sample": "scorm12-quiz.zip"}}],
        "enrollments": [{{"user": "jo", "id": "{ENROLLMENT}"}}]
      }}]
    }}}}'''
    assert len(lines.splitlines()) <= 10
    nexport.world.seed(json.loads(lines))
    assert nexport.get().json() == []


def test_ids_names_and_references_in_any_case_and_by_id(nexport: NexportClient) -> None:
    acme = "AAAAAAAA-0000-4000-8000-000000000001"
    document = course(organizations=[{"name": "Acme", "id": acme}, {"name": "Acme", "parent": acme.lower()}])
    document["nexport"]["users"][0]["organization"] = acme
    document["nexport"]["sections"][0] |= {"organization": acme}
    document["nexport"]["sections"][0]["enrollments"][0]["user"] = "JO"
    nexport.world.seed(document)
    assert len(nexport.get().json()) == 1


def test_a_second_document_adds_to_the_first(nexport: NexportClient) -> None:
    nexport.world.seed(course())
    nexport.world.seed({"nexport": {"organizations": [{"name": "Acme West", "parent": "Acme"}]}})
    nexport.world.seed({"nexport": {}})
    assert len(nexport.get().json()) == 1


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("", {"groups": [{"name": "G", "members": ["nobody"]}]}, "nexport.groups[0].members[0] is neither"),
    ("", {"groups": [{"name": "G", "members": ["jo", "JO"]}]}, "nexport.groups[0].members[1] is in the group already"),
    ("", {"groups": [{"name": "G", "parent": "Nowhere"}]}, "nexport.groups[0].parent is neither"),
    ("", {"groups": [{"name": "G"}], "organizations": [{"name": "A", "parent": "G"}]}, "organizations[0].parent is neither"),
    ("", {"training_plans": [{"name": "T", "sections": ["X"]}]}, "nexport.training_plans[0].sections[0] is neither"),
    ("", {"catalogs": [{"name": "C", "products": [{"syllabus": "X"}]}]}, "catalogs[0].products[0].syllabus is neither"),
    ("", {"catalogs": [{"name": "C", "credit_hours": 1e300}]}, "nexport.catalogs[0].credit_hours"),
    ("users.0", {"subscriptions": ["Nowhere"]}, "nexport.users[0].subscriptions[0] is neither"),
    ("users.0", {"contact": {"planet": "Mars"}}, "nexport.users[0].contact.planet is not known"),
    (SECTION, {"instructors": ["nobody"]}, "nexport.sections[0].instructors[0] is neither"),
    (f"{SECTION}.enrollments.0", {"phase": "Done"}, "nexport.sections[0].enrollments[0].phase"),
    (f"{SECTION}.enrollments.0", {"percent": 101}, "nexport.sections[0].enrollments[0].percent"),
    (STATUS, {"attempts": [{}]}, "statuses[0].attempts belong to tests only"),
    (f"{SECTION}.assignments.0", {"sample": "x.zip"}, "has version or scos, which its sample or package has already"),
    (
        f"{SECTION}.assignments.0",
        {"sample": "x.zip", "package": "y.zip", "version": None, "scos": []},
        "assignments[0] has sample and package, of which there can be one",
    ),
    (
        f"{SECTION}.assignments.0",
        {"package": "/etc/passwd", "version": None, "scos": []},
        "assignments[0].package can be in a seed file alone",
    ),
    (f"{SECTION}.assignments.0", {"sample": "x.zip", "version": None, "scos": []}, "names a sample that is not one of"),
    (
        f"{SECTION}.assignments.0",
        {"sample": "broken-no-manifest.zip", "version": None, "scos": []},
        "nexport.sections[0].assignments[0].sample",
    ),
    ("", {"colours": []}, "nexport.colours is not known"),
    ("", {"users": {}}, "nexport.users must be an array"),
    ("", {"users": [7]}, "nexport.users[0] must be an object"),
    ("organizations.0", {"colour": "red"}, "nexport.organizations[0].colour is not known"),
    ("organizations.0", {"name": ""}, "nexport.organizations[0].name"),
    ("organizations.0", {"name": 7}, "nexport.organizations[0].name must be text"),
    ("organizations.0", {"name": "a\x00b"}, "nexport.organizations[0].name has a NUL character"),
    ("organizations.0", {"name": "x" * 256}, "nexport.organizations[0].name"),
    ("organizations.0", {"parent": "Acme North"}, "nexport.organizations[0].parent is neither"),
    ("organizations.0", {"id": "1"}, "nexport.organizations[0].id must be a UUID"),
    ("users.0", {"login": None}, "nexport.users[0].login must be text"),
    ("users.0", {"login": "API.USER"}, "nexport.users[0].login belongs to another user"),
    ("users.0", {"role": "emperor"}, "nexport.users[0].role"),
    ("users.0", {"organization": "Nowhere"}, "nexport.users[0].organization is neither"),
    ("users.0", {"permissions": {"Nowhere": ["*"]}}, "nexport.users[0].permissions.Nowhere is neither"),
    ("users.0", {"permissions": {"Acme": "*"}}, "nexport.users[0].permissions.Acme must be an array"),
    (SECTION, {"organization": "Nowhere"}, "nexport.sections[0].organization is neither"),
    (SECTION, {"id": ENROLLMENT[:-1]}, "nexport.sections[0].id must be a UUID"),
    (f"{SECTION}.assignments.0", {"version": "1.1"}, "nexport.sections[0].assignments[0].version"),
    (f"{SECTION}.assignments.0", {"version": None}, "nexport.sections[0].assignments[0] is courseware"),
    (f"{SECTION}.assignments.0", {"kind": "test"}, "nexport.sections[0].assignments[0] has version, scos, sample or package"),
    (f"{SECTION}.assignments.0", {"scos": [{"id": "a"}, {"id": "a"}]}, "nexport.sections[0].assignments[0] has two scos"),
    (f"{SECTION}.enrollments.0", {"user": "nobody"}, "nexport.sections[0].enrollments[0].user is neither"),
    (f"{SECTION}.enrollments.0", {"organization": "Nowhere"}, "nexport.sections[0].enrollments[0].organization is"),
    (STATUS, {"assignment": "Water"}, "nexport.sections[0].enrollments[0].statuses[0].assignment must name one"),
    (SCO, {"id": "sco-9"}, "nexport.sections[0].enrollments[0].statuses[0].scos[0].id is not a SCO of the assignment"),
    (SCO, {"started": "soon"}, "nexport.sections[0].enrollments[0].statuses[0].scos[0].started must be a date"),
    (SCO, {"started": 7}, "nexport.sections[0].enrollments[0].statuses[0].scos[0].started must be a date"),
    (SCO, {"cmi": {"cmi.mode": "normal"}}, ".scos[0].cmi.cmi.mode cannot be: Not implemented error"),
    (SCO, {"cmi": {"cmi.core.score.raw": "101"}}, ".scos[0].cmi.cmi.core.score.raw cannot be: Incorrect data type"),
    (SCO, {"cmi": {"cmi.core.score.raw": 40}}, ".scos[0].cmi.cmi.core.score.raw must be text"),
    (SCO, {"cmi": {"cmi.core._children": "a"}}, ".scos[0].cmi.cmi.core._children cannot be"),
    (SCO, {"cmi": {"cmi.objectives.1.id": "a"}}, ".scos[0].cmi.cmi.objectives.1.id cannot be"),
    (SCO, {"cmi": {"cmi.objectives." + "9" * 5000 + ".id": "a"}}, "cannot be: Not implemented error"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "change", "message"), BAD, ids=range(len(BAD)))
def test_a_bad_document_is_refused_whole_with_the_path(
    nexport: NexportClient, path: str, change: dict[str, Any], message: str
) -> None:
    bad = course()
    place(bad["nexport"], path).update(change)
    assert message in refused(nexport, bad)
    nexport.world.seed(course())
    assert len(nexport.get().json()) == 1


TAKEN = "11111111-1111-4111-8111-111111111111"
ESSAY = {"name": "Essay", "kind": "writing"}


@pytest.mark.parametrize(
    ("path", "document"),
    [
        ("organizations[0]", {"organizations": [{"name": "X", "id": TAKEN}]}),
        ("users[0]", {"users": [{"login": "LOGIN", "id": TAKEN}]}),
        ("sections[0]", {"sections": [{"name": "X", "id": TAKEN}]}),
        ("sections[0].assignments[0]", {"sections": [{"name": "X", "assignments": [ESSAY | {"id": TAKEN}]}]}),
        (
            "sections[0].enrollments[0]",
            {"sections": [{"name": "X", "enrollments": [{"user": "api.user", "id": TAKEN}]}]},
        ),
        (
            "sections[0].enrollments[0].statuses[0]",
            {
                "sections": [
                    {
                        "name": "X",
                        "assignments": [ESSAY],
                        "enrollments": [{"user": "api.user", "statuses": [{"assignment": "Essay", "id": TAKEN}]}],
                    }
                ]
            },
        ),
    ],
)
def test_an_id_that_is_taken_is_refused(nexport: NexportClient, path: str, document: dict[str, Any]) -> None:
    text = json.dumps({"nexport": document})
    nexport.world.seed(json.loads(text.replace("LOGIN", "one")))
    assert refused(nexport, json.loads(text.replace("LOGIN", "two"))) == f"nexport.{path}.id is taken"


def test_a_name_of_two_organizations_is_refused(nexport: NexportClient) -> None:
    document = course(organizations=[{"name": "Acme"}, {"name": "Acme"}])
    assert "is the name of two organizations" in refused(nexport, document)


def test_a_document_that_is_no_object_is_refused(nexport: NexportClient) -> None:
    assert refused(nexport, {"nexport": []}) == "nexport must be an object"


def test_an_assignment_may_be_a_sample_course_whose_scos_are_those_of_its_manifest(nexport: NexportClient) -> None:
    document = course()
    section = document["nexport"]["sections"][0]
    section["assignments"] = [{"name": "Weather", "id": ASSIGNMENT, "sample": "scorm2004-two-scos.zip"}]
    section["enrollments"][0]["statuses"] = [{"assignment": "Weather", "scos": [{"id": "no such sco"}]}]
    assert "is not a SCO of the assignment" in refused(nexport, document)
    section["enrollments"][0]["statuses"] = []
    nexport.world.seed(document)
    assert nexport.get().json() == []


def test_a_group_and_an_organization_are_not_the_same(nexport: NexportClient) -> None:
    nexport.world.seed({"nexport": {"groups": [{"name": "Buyers"}]}})
    for document in (
        {"organizations": [{"name": "A", "parent": "Buyers"}]},
        {"users": [{"login": "a", "organization": "Buyers"}]},
        {"catalogs": [{"name": "C", "organization": "Buyers"}]},
    ):
        assert "is a group, not an organization" in refused(nexport, {"nexport": document})


def test_a_catalog_names_one_syllabus_of_a_name(nexport: NexportClient) -> None:
    world = {"sections": [{"name": "Safety"}], "training_plans": [{"name": "Safety"}]}
    nexport.world.seed({"nexport": world})
    document = {"nexport": {"catalogs": [{"name": "C", "products": [{"syllabus": "Safety"}]}]}}
    assert "is the name of a section and of a training plan" in refused(nexport, document)

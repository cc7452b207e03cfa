"""Seed documents: where comments may stand, that lines and columns stay what they are, and what a course may be."""

import json
from typing import Any

import pytest

from tests.refusals import control_refusal
from tests.vendors.litmos.calling import OWNER
from tests.world import World


def load(world: World, text: str) -> tuple[int, str]:
    """The status and the text of loading a document as it stands."""
    response = world.client.post(f"{world.root}/_emulator/seed", content=text.encode())
    return response.status_code, response.text


def course_names(world: World) -> list[str]:
    """What Litmos then has."""
    query = {"source": "t", "format": "json"}
    courses = world.client.get(f"{world.litmos}/courses", params=query, headers={"apikey": OWNER}).json()
    return [course["Name"] for course in courses]


@pytest.mark.parametrize(
    "text",
    [
        '{"litmos": {"courses": [{"Name": "A"}]}} // the end',
        '// first\r\n{"litmos": /* a */ {"courses": // all\n [{"Name": "A" /* " */}]}}\n/**/',
        '/* "litmos": {} \n * // */{"litmos": {"courses": [/*é*/{"Name": "A"}]}} /* without an end',
        '{"litmos": {"courses": [\n//{"Name": "B"},\n{"Name": "A"}]}}//',
    ],
)
def test_comments_are_passed_over_wherever_blanks_may_stand(world: World, text: str) -> None:
    assert load(world, text)[0] == 200
    assert course_names(world) == ["A"]


@pytest.mark.parametrize("name", ["http://a/b", "/* no */", 'a \\" // b', "\\\\", 'a\\\\\\" /*'])
def test_what_looks_like_a_comment_within_a_text_is_text(world: World, name: str) -> None:
    text = f'{{"litmos": {{"courses": [{{"Name": "{name}"}}]}}}} // and this is a comment'
    assert load(world, text)[0] == 200
    assert course_names(world) == [name.replace('\\"', '"').replace("\\\\", "\\")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{ // one\n  /* two\n  three */ "litmos": nothing}', "line 3, column 22"),
        ('{"litmos": {}} / / no comment', "line 1, column 16"),
        ("; no comment\n{}", "line 1, column 1"),
        ("// a {}", "nothing but comments"),
        ("", "line 1, column 1"),
    ],
)
def test_what_is_wrong_is_named_by_its_line_and_column_in_the_text_as_it_was(
    world: World, text: str, words: str
) -> None:
    status, answer = load(world, text)
    assert (status, words in answer) == (400, True), answer


@pytest.mark.parametrize(
    "text", ['"' + '\\"' * 2_000_000, "/*" * 2_000_000, "//" * 2_000_000 + "\n{", '"\\' * 1_000_000]
)
def test_megabytes_of_nonsense_are_refused(world: World, text: str) -> None:
    assert load(world, text)[0] == 400


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"Sample": "x.zip"}, "Sample names a sample that is not one of"),
        ({"Sample": 7}, "Sample must be text"),
        ({"Sample": "scorm12-quiz.zip", "Package": "a.zip"}, "has Sample and Package, of which there can be one"),
        ({"Sample": "scorm12-quiz.zip", "ContentURL": "http://a.example/b.zip"}, "has ContentURL and Sample"),
        ({"Sample": "broken-no-manifest.zip"}, "Sample "),
        ({"Package": "../../etc/passwd"}, "Package can be in a seed file alone"),
    ],
)
def test_the_content_of_a_litmos_module_that_cannot_be_is_refused_with_its_path(
    world: World, content: dict[str, Any], words: str
) -> None:
    course = {"Name": "Tides", "Modules": [{"Name": "Quiz", **content}]}
    response = world.client.post(f"{world.root}/_emulator/seed", json={"litmos": {"courses": [course]}})
    assert response.status_code == 400
    error: str = response.json()["error"]
    assert error.startswith("litmos.courses[0].Modules[0]")
    assert words in error


MANY = """
# Twenty learners, and those of a spreadsheet.
version: 1
nexport:
  defaults:
    users: {organization: Acme}
  organizations: [{name: Acme}, {name: 'no'}]
  users:
    - {count: 20, login: "l{n:02}", first_name: "{{n}}"}
    - csv: |
        login;contact.city;email
        ann;Turin;
        bob;;bob@x.org
  sections:
    - count: 2
      name: "Section {n}"
      assignments: [{name: Fire, version: "1.2", scos: [{id: a}]}]
      enrollments:
        - {count: 3, user: "l0{n}", enrolled: 2030-01-02, organization: no}
"""


def test_one_entry_stands_for_many_in_every_list(world: World) -> None:
    assert load(world, MANY)[0] == 200
    assert load(world, MANY.replace("Acme", "Other").replace("'no'", "No"))[1] == (
        '{"error":"nexport.users[0] (n = 1).login belongs to another user"}'
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("login: ", "logn: ", "nexport.users[0] (n = 1).login is required"),
        ("bob;;bob", "bob;;bob;x", "nexport.users[1].csv: line 3 has 4 cells, and there are 3 columns"),
        ("contact.city;", "login;", "nexport.users[1].csv: the column login is there twice"),
        ("city", "town", "nexport.users[1] (line 2).contact.town is not known"),
        ("count: 3", "count: 40", "nexport.sections[0] (n = 1).enrollments[0] (n = 10).user is neither"),
        ("count: 2\n", "count: 1000000\n", "nexport.sections[0].count must be a whole number from 0 to 100000"),
        (
            "count: 3",
            "count: 100000",
            "nexport.sections[0].enrollments[0]: the document makes more than 100000 entries",
        ),
        ("users: {", "user: {", "nexport.defaults.user: there is no list user beside it"),
        ('"1.2"', "1.2", "version input should be '1.2' or '2004'"),
        ("organization: no", "organization: 7", "organization must be text: put it in quotes"),
        ("csv: |", "csv_file: |", "csv_file can be in a seed file alone"),
        ("2030-01-02", "2030-01-32", "enrolled must be"),
    ],
)
def test_what_is_wrong_in_an_entry_for_many_is_named_as_it_was_written(
    world: World, before: str, after: str, words: str
) -> None:
    assert before in MANY
    status, answer = load(world, MANY.replace(before, after))
    error = json.loads(answer)["error"]
    assert (status, words in error) == (400, True), error


@pytest.mark.sqlite  # on PostgreSQL another process may have used it
def test_a_call_that_is_refused_leaves_no_sandbox_behind(world: World) -> None:
    name = f"{world.name}-refused"
    root = f"{world.host}/~{name}/_emulator"
    client = world.client
    control_refusal(client.post(f"{root}/seed", json={"litmos": {"users": [{}]}}), 400)
    control_refusal(client.patch(f"{root}/settings", json={"job_mode": "never"}), 400)
    control_refusal(client.get(f"{root}/outbox/7"), 404)
    assert name not in world.control("GET", "sandboxes")["sandboxes"]
    world.client.get(f"{root}/settings")
    world.client.post(f"{root}/seed", json={"litmos": {"users": [{}]}})
    assert name in world.control("GET", "sandboxes")["sandboxes"]

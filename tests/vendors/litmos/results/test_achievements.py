"""Achievements."""

from tests.vendors.litmos.calling import BAD_REQUEST, LitmosClient, refusal
from tests.vendors.litmos.learning import assign, complete, course_with_modules, hold_clock, report, same_in_xml, words
from tests.vendors.litmos.teams.teaming import new_path


def titles(litmos: LitmosClient, **params: str) -> list[str]:
    """The titles of a list of achievements."""
    return [row["Title"] for row in litmos.call("GET", "/achievements", params=params).json()]


def three(litmos: LitmosClient) -> None:
    """Jo completes Safety, then B course; Al completes C course. A day between each."""
    hold_clock(litmos)
    user, _, _ = complete(litmos)
    al = litmos.new_user("al@example.com", FirstName="Al")
    for name, who in (("B course", user), ("C course", al)):
        litmos.world.advance(86_400)
        course, (module,) = course_with_modules(litmos, name, name)
        assign(litmos, who, course)
        report(litmos, who, course, module, Score=70)


def test_a_completed_course_is_an_achievement_as_the_vendor_shows_it(litmos: LitmosClient) -> None:
    user, course, _ = complete(litmos)
    (row,) = same_in_xml(litmos, "/achievements", "Achievements", "Achievement", "Achievement")
    assert (row["UserId"], row["Title"], row["CourseId"]) == (user["Id"], "Safety", course["Id"])
    assert (row["Type"], row["Result"], row["Score"]) == ("Course Completed", "Complete", "100")
    assert (row["FirstName"], row["LastName"], row["CertificateId"]) == ("Jo", "Baba", None)


def test_a_completed_learning_path_is_one_too(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    course, (module,) = course_with_modules(litmos, "Safety", "Fire")
    new_path(litmos, "Path", [course], Users=["jo@example.com"])
    report(litmos, user, course, module)
    assert [(row["Type"], row["CourseId"]) for row in litmos.call("GET", "/achievements").json()] == [
        ("Learning Path Completed", None),
        ("Course Completed", course["Id"]),
    ]


def test_a_second_report_earns_nothing_more(litmos: LitmosClient) -> None:
    user, course, module = complete(litmos)
    report(litmos, user, course, module, Score=50)
    assert titles(litmos) == ["Safety"]


def test_achievements_come_newest_first_or_as_they_are_asked_for(litmos: LitmosClient) -> None:
    three(litmos)
    assert titles(litmos) == ["C course", "B course", "Safety"]
    assert titles(litmos, dir="ASC") == ["Safety", "B course", "C course"]
    assert titles(litmos, sort="Title", dir="ASC") == ["B course", "C course", "Safety"]
    assert titles(litmos, sort="FirstName") == ["B course", "Safety", "C course"]
    assert titles(litmos, start="1", limit="1") == ["B course"]
    assert refusal(litmos.call("GET", "/achievements", params={"sort": "Shoes"}), 400) == BAD_REQUEST
    assert refusal(litmos.call("GET", "/achievements", params={"limit": 0}), 400) == BAD_REQUEST


def test_achievements_are_narrowed_by_date_user_and_search(litmos: LitmosClient) -> None:
    three(litmos)
    assert titles(litmos, since="2030-05-16") == ["C course", "B course"]
    assert titles(litmos, since="2030-05-16 12:00:01") == ["C course"]
    assert titles(litmos, userid="AL@example.com") == ["C course"]
    assert titles(litmos, userid="jo@example.com", since="2030-05-16") == ["B course"]
    assert titles(litmos, search="saf") == ["Safety"]
    assert titles(litmos, search="al") == ["C course"]
    assert titles(litmos, search="%") == []


def test_achievements_of_nobody_and_since_no_day_are_refused(litmos: LitmosClient) -> None:
    response = litmos.call("GET", "/achievements", params={"userid": "nobody"})
    assert words(response) == (404, "Not Found. The record you requested does not exist.")
    assert refusal(litmos.call("GET", "/achievements", params={"since": "soon"}), 400) == BAD_REQUEST
    response = litmos.call("GET", "/achievements", headers={"apikey": "wrong"})
    assert words(response) == (403, "Forbidden. Please check your API key, content-type, parameters, etc.")

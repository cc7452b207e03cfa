"""Badges and points."""

import pytest
from lxml import etree

from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.learning import UNKNOWN, complete, course_with_modules, report, same_in_xml, words
from tests.vendors.litmos.teams.teaming import add, new_path, new_team

OFF = "Gamification is not enabled in the organisation"
NO_USER = "The user in the xml/json request does not exist."


def earn(litmos: LitmosClient) -> str:
    """Jo earns a badge and points with a course, and more points and the same badge with its learning path. Answers Jo's Id."""
    user = litmos.new_user()
    course, (module,) = course_with_modules(litmos, "Safety", "Fire")
    new_path(litmos, "Path", [course], Users=["jo@example.com"])
    badge = {"Title": "Brave", "Description": "Not afraid", "Icon": "https://example.com/i.png", "IconBgColor": "#fff"}
    awards = [
        {"Course": "Safety", "Points": 10, "Badge": "Brave"},
        {"LearningPath": "Path", "Points": 5, "Badge": "Brave"},
    ]
    litmos.world.seed({"litmos": {"badges": [badge], "awards": awards}})
    assert report(litmos, user, course, module).status_code == 200
    found: str = user["Id"]
    return found


def test_badges_are_listed_once_each(litmos: LitmosClient) -> None:
    user = earn(litmos)
    (badge,) = same_in_xml(litmos, f"/users/{user}/badges", "Badges", "Badge", "Badge")
    assert (badge["Title"], badge["Description"], badge["IconBgColor"]) == ("Brave", "Not afraid", "#fff")
    assert litmos.call("GET", f"/users/{user}/badges", params={"start": 1}).json() == []


def test_the_summary_counts_badges_and_points(litmos: LitmosClient) -> None:
    user = earn(litmos)
    path = f"/users/{user}/gamificationsummary"
    summary = same_in_xml(litmos, path, "GamificationAchievementSummary", None, "GamificationSummary")
    assert summary == {"TotalBadgeEarned": 2, "TotalPointEarned": 15}
    assert b'"TotalPointEarned":15.00}' in litmos.call("GET", path).content
    assert litmos.call("GET", f"/users/{user}").json()["Points"] == 15
    nobody = litmos.new_user("al@example.com")["Id"]
    empty = litmos.call("GET", f"/users/{nobody}/gamificationsummary").json()
    assert empty == {"TotalBadgeEarned": 0, "TotalPointEarned": 0}


def test_the_details_name_what_was_earned_and_by_what(litmos: LitmosClient) -> None:
    user = earn(litmos)
    path = f"/users/{user}/gamificationdetails"
    names = ("GamificationAchievedItems", "GamificationAchievedItem", "GamificationAchievedItem")
    rows = same_in_xml(litmos, path, *names)
    assert [(row["ItemName"], row["EarnedPoint"], row["Badge"]["Title"]) for row in rows] == [
        ("Safety", 10, "Brave"),
        ("Path", 5, "Brave"),
    ]
    assert rows[0]["GamificationCourseItemList"][0]["CourseName"] == "Safety"
    assert rows[0]["GamificationLearningPathItemList"] == []
    assert rows[1]["GamificationLearningPathItemList"][0]["LearningPathID"] == rows[1]["ItemID"]
    assert rows[0]["EarnedBadgeID"] == rows[0]["Badge"]["ID"]
    assert [row["ItemName"] for row in litmos.call("GET", path, params={"limit": 1}).json()] == ["Safety"]
    tree = etree.fromstring(litmos.xml("GET", path).content)
    assert [badge.findtext("Title") for badge in tree.findall("GamificationAchievedItem/Badge")] == ["Brave"] * 2


def test_the_details_of_a_team_are_those_of_its_members(litmos: LitmosClient) -> None:
    user, team = earn(litmos), new_team(litmos)
    al = litmos.new_user("al@example.com", FirstName="Al")
    add(litmos, team, {"Id": user}, al)
    path = f"/teams/{team['Id']}/gamificationdetails"
    rows = same_in_xml(litmos, path, "Users", "User", "TeamGamificationUser")
    assert [(row["FirstName"], len(row["GamificationAchievedItems"])) for row in rows] == [("Jo", 2), ("Al", 0)]
    assert [row["Id"] for row in litmos.call("GET", path, params={"start": 1}).json()] == [al["Id"]]
    response = litmos.call("GET", f"/teams/{UNKNOWN}/gamificationdetails")
    assert words(response) == (404, "The team in the xml/json request does not exist.")


def test_a_reset_takes_badges_and_points_away(litmos: LitmosClient) -> None:
    user = earn(litmos)
    response = litmos.call("PUT", f"/users/{user}/gamificationreset")
    assert (response.status_code, response.content) == (200, b"")
    assert litmos.call("GET", f"/users/{user}/badges").json() == []
    assert litmos.call("GET", f"/users/{user}/gamificationsummary").json()["TotalPointEarned"] == 0
    assert litmos.call("GET", f"/users/{user}").json()["Points"] == 0
    assert litmos.xml("PUT", f"/users/{user}/gamificationreset").content == b""
    assert words(litmos.call("PUT", "/users/nobody/gamificationreset")) == (404, "The user does not exist.")


@pytest.mark.parametrize("what", ["badges", "gamificationsummary", "gamificationdetails"])
def test_the_earnings_of_nobody_answer_404(litmos: LitmosClient, what: str) -> None:
    assert words(litmos.call("GET", f"/users/nobody/{what}")) == (404, NO_USER)


def test_gamification_can_be_switched_off(litmos: LitmosClient) -> None:
    user, _, _ = complete(litmos)
    team = new_team(litmos)
    litmos.world.settings(litmos_gamification=False)
    for what in ("badges", "gamificationsummary", "gamificationdetails"):
        assert words(litmos.call("GET", f"/users/{user['Id']}/{what}")) == (403, OFF)
    assert words(litmos.call("PUT", f"/users/{user['Id']}/gamificationreset")) == (403, OFF)
    assert words(litmos.call("GET", f"/teams/{team['Id']}/gamificationdetails")) == (403, OFF)


def test_a_learner_may_not_read_earnings(litmos: LitmosClient) -> None:
    learner = LitmosClient(litmos.world, "litmos-learner")
    response = learner.call("GET", "/users/litmos-learner@example.com/badges")
    assert words(response) == (403, "You do not have the proper permissions for this call.")


@pytest.mark.parametrize(
    ("section", "entry", "where"),
    [
        ("badges", {"Title": ""}, "Title"),
        ("badges", {"ID": "x", "Title": "T"}, "ID"),
        ("awards", {"Points": 5}, "awards[0]"),
        ("awards", {"Course": "Nothing"}, "Course"),
        ("awards", {"Course": "Safety", "Points": -1}, "Points"),
        ("awards", {"Course": "Safety", "Badge": "None"}, "Badge"),
        ("assignments", {"User": "jo@example.com"}, "Course"),
        ("assignments", {"User": "jo@example.com", "Course": "Safety", "DueDate": "soon"}, "DueDate"),
    ],
)
def test_a_seed_that_cannot_be_names_where(litmos: LitmosClient, section: str, entry: object, where: str) -> None:
    litmos.new_user()
    litmos.new_course("Safety")
    response = litmos.world.client.post(f"{litmos.world.root}/_emulator/seed", json={"litmos": {section: [entry]}})
    assert response.status_code == 400
    assert where in response.text

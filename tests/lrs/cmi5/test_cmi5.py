"""cmi5 sessions: the launch, what an AU may say and when, and what is satisfied by it (cmi5 8 to 11)."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from emulator.lrs.cmi5 import launching, move_on
from tests.lrs.calling import APP, BOB, COURSE, REGISTRATION, VERB, Lrs, number, refusal, statement
from tests.lrs.cmi5.lms import BLOCK, CONTEXT, LEARNER, MASTERY, PUBLISHER, UNIT, Au, Lms
from tests.refusals import text_refusal


def test_the_launch_url_keeps_what_the_course_has(lms: Lms) -> None:
    lms.enrol()
    launch = lms.launch().launch
    assert launch.pop("a") == "1"
    assert set(launch) == {"endpoint", "fetch", "actor", "registration", "activityId"}
    assert (orjson.loads(launch["actor"]), launch["registration"], launch["activityId"]) == (
        LEARNER,
        REGISTRATION,
        UNIT,
    )


def test_the_fetch_url_gives_the_token_once(lms: Lms) -> None:
    lms.enrol()
    au = lms.launch()
    assert text_refusal(lms.world.client.get(au.launch["fetch"]), 405) == "the fetch URL takes POST"
    first, second = au.fetch(), au.fetch()
    assert (first.status_code, first.headers["content-type"], list(first.json())) == (
        200,
        "application/json",
        ["auth-token"],
    )
    assert (second.status_code, second.json()["error-code"]) == (200, "1")
    other = au.launch["fetch"].replace("?", "x?")
    assert lms.world.client.post(other).json()["error-code"] == "2"
    assert first.headers["access-control-allow-origin"] == "*"


def test_the_fetch_url_names_its_session(lms: Lms) -> None:
    lms.enrol()
    au = lms.launch().start()
    named = parse_qs(urlsplit(au.launch["fetch"]).query)
    assert named == {"session": [au.data["contextTemplate"]["extensions"][f"{CONTEXT}extensions/sessionid"]]}


def test_the_launch_data_tell_what_the_au_needs(lms: Lms) -> None:
    lms.enrol(launch_parameters="p=1", entitlement_key="key")
    data = lms.launch(return_url="https://lms.example.com/back", mode="Review").start().data
    session_id = data["contextTemplate"]["extensions"][f"{CONTEXT}extensions/sessionid"]
    assert data.pop("contextTemplate")["contextActivities"]["grouping"][0]["id"] == PUBLISHER
    assert data == {
        "launchMode": "Review",
        "launchParameters": "p=1",
        "masteryScore": 0.9,
        "moveOn": "CompletedAndPassed",
        "returnURL": "https://lms.example.com/back",
        "entitlementKey": {"courseStructure": "key"},
    }
    [launched] = Lrs(lms.world).find(verb=f"{VERB}launched")
    assert launched["context"]["extensions"] == {
        f"{CONTEXT}extensions/sessionid": session_id,
        f"{CONTEXT}extensions/launchmode": "Review",
        f"{CONTEXT}extensions/launchurl": "https://content.example.com/index.html",
        f"{CONTEXT}extensions/moveon": "CompletedAndPassed",
        MASTERY: 0.9,
        f"{CONTEXT}extensions/launchparameters": "p=1",
    }
    assert (launched["actor"], launched["object"]["id"]) == (LEARNER, UNIT)


def test_a_session_that_goes_well_satisfies_its_block_and_course(lms: Lms, au: Au) -> None:
    au.say("experienced", "completed")
    au.lrs.post(au.statement("passed", score={"scaled": 0.9, "raw": 90, "min": 0, "max": 100}))
    au.say("terminated")
    assert lms.verbs() == [
        "launched",
        "initialized",
        "experienced",
        "completed",
        "passed",
        "satisfied",
        "satisfied",
        "terminated",
    ]
    satisfied = Lrs(lms.world).find(verb="https://w3id.org/xapi/adl/verbs/satisfied", ascending=True)
    assert [each["object"]["id"] for each in satisfied] == [BLOCK, COURSE]
    assert satisfied[0]["object"]["definition"]["type"].endswith("/block")
    assert satisfied[1]["context"]["contextActivities"]["grouping"] == [{"id": "https://publisher.example.com/course"}]
    assert satisfied[1]["context"]["registration"] == REGISTRATION


def test_what_was_reached_counts_over_sessions_and_once(lms: Lms, au: Au) -> None:
    au.say("completed", "terminated")
    again = lms.launch().start()
    again.say("initialized")
    assert "once in a registration" in again.refused(again.statement("completed"))
    again.say("passed", "terminated")
    assert lms.verbs().count("satisfied") == 2
    third = lms.launch().start()
    third.say("initialized")
    for verb in ("passed", "failed"):
        assert "registration" in third.refused(third.statement(verb))
    assert lms.verbs().count("satisfied") == 2


@pytest.mark.parametrize(
    ("criterion", "verbs", "met"),
    [
        ("Completed", ["completed"], True),
        ("Completed", ["passed"], False),
        ("Passed", ["passed"], True),
        ("Passed", ["completed", "failed"], False),
        ("CompletedOrPassed", ["passed"], True),
        ("CompletedOrPassed", ["completed"], True),
        ("CompletedAndPassed", ["completed"], False),
        ("CompletedAndPassed", ["passed", "completed"], True),
    ],
)
def test_the_criterion_to_move_on_decides(lms: Lms, criterion: str, verbs: list[str], met: bool) -> None:
    lms.enrol(move_on=criterion)
    au = lms.launch().start()
    au.say("initialized", *verbs)
    assert ("satisfied" in lms.verbs()) == met


def test_a_course_that_asks_for_nothing_is_satisfied_at_once(lms: Lms) -> None:
    lms.enrol(move_on="NotApplicable")
    assert lms.verbs() == ["satisfied", "satisfied"]


def test_waiving_a_unit_satisfies_what_it_is_in(lms: Lms) -> None:
    lms.enrol()
    lms.do(lambda lrs_call: move_on.waive(lrs_call, REGISTRATION, UNIT, "Tested Out"))
    assert lms.verbs() == ["waived", "satisfied", "satisfied"]
    waived = Lrs(lms.world).find(ascending=True)[0]
    assert waived["result"] == {
        "completion": True,
        "success": True,
        "extensions": {"https://w3id.org/xapi/cmi5/result/extensions/reason": "Tested Out"},
    }
    with pytest.raises(KeyError):
        lms.do(lambda lrs_call: move_on.waive(lrs_call, REGISTRATION, "https://example.com/x", "Tested Out"))


def test_a_new_launch_abandons_the_session_that_is_open(lms: Lms, au: Au) -> None:
    lms.world.advance(90)
    lms.launch()
    assert lms.verbs() == ["launched", "initialized", "abandoned", "launched"]
    [abandoned] = Lrs(lms.world).find(verb="https://w3id.org/xapi/adl/verbs/abandoned")
    assert abandoned["result"]["duration"].startswith("PT90.")
    assert "abandoned" in au.refused(au.statement("experienced"))
    assert (
        refusal(au.lrs.call("GET", "activities/state", params={**au.place, "stateId": "x"}), 403)
        == "the session was abandoned: it may send nothing more"
    )


def test_nothing_may_be_sent_after_terminated(au: Au) -> None:
    au.say("terminated")
    for verb in ("experienced", "terminated", "completed"):
        assert "terminated" in au.refused(au.statement(verb))
    assert (
        refusal(au.lrs.call("GET", "activities/state", params={**au.place, "stateId": "x"}), 403)
        == "the session was terminated: it may send nothing more"
    )


def test_a_statement_that_is_sent_again_changes_nothing(lms: Lms, au: Au) -> None:
    sent = au.statement("completed")
    for _ in range(2):
        au.lrs.post(sent)
    assert lms.verbs().count("completed") == 1


def test_a_batch_is_held_to_the_rules_one_by_one(lms: Lms, au: Au) -> None:
    sent = [au.statement("completed"), au.statement("passed"), au.statement("passed")]
    response = au.lrs.call("POST", "statements", json=sent)
    assert refusal(response, 403) == "cmi5 9.3: passed or failed is sent once in a session"
    assert lms.verbs() == ["launched", "initialized"]
    au.lrs.post([*sent[:2], au.statement("terminated")])
    assert lms.verbs()[-3:] == ["terminated", "satisfied", "satisfied"]


def test_a_statement_before_initialized_is_refused(lms: Lms) -> None:
    lms.enrol()
    au = lms.launch().start()
    for verb in ("experienced", "completed", "terminated"):
        assert "initialized must be the first" in au.refused(au.statement(verb))


def test_a_statement_before_the_preferences_are_read_is_refused(lms: Lms) -> None:
    lms.enrol()
    au = lms.launch()
    au.token = au.fetch().json()["auth-token"]
    params = {**au.place, "stateId": "LMS.LaunchData"}
    au.data = au.lrs.call("GET", "activities/state", params=params).json()
    assert "preferences" in au.refused(au.statement("initialized"))


def test_a_token_that_was_made_up_answers_401(lms: Lms, au: Au) -> None:
    au.token = "Y2F0YXB1bHQ6ZmlyZSBzb21lIHJvY2tzIQ=="
    assert (
        refusal(au.lrs.call("POST", "statements", json=au.statement("experienced")), 401)
        == "the application has no such credentials"
    )


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_a_session_that_is_not_normal_is_not_judged(lms: Lms, mode: str) -> None:
    lms.enrol()
    au = lms.launch(mode=mode).start()
    au.say("initialized", "experienced")
    for verb in ("completed", "passed", "failed"):
        assert "Normal" in au.refused(au.statement(verb))
    au.say("terminated")


def test_the_launch_data_belong_to_the_lms(au: Au) -> None:
    params = {**au.place, "stateId": "LMS.LaunchData"}
    sent: dict[str, dict[str, Any]] = {"PUT": {"json": {}}, "POST": {"json": {}}, "DELETE": {}}
    for method, options in sent.items():
        assert (
            refusal(au.lrs.call(method, "activities/state", params=params, **options), 403)
            == "LMS.LaunchData belongs to the LMS: it may be read only (cmi5 10.2.1)"
        )
    assert (
        refusal(au.lrs.call("DELETE", "activities/state", params=au.place), 403)
        == "LMS.LaunchData belongs to the LMS: it may be read only (cmi5 10.2.1)"
    )
    mine = {**au.place, "stateId": "bookmark"}
    assert au.lrs.call("PUT", "activities/state", params=mine, json={"page": 3}).status_code == 204
    assert au.lrs.call("GET", "activities/state", params=mine).json() == {"page": 3}
    assert (
        refusal(au.lrs.call("GET", "activities/state", params={**mine, "registration": number(7)}), 403)
        == "registration must be the one that the session was launched in (cmi5 8.1.4)"
    )


@pytest.mark.parametrize(
    ("agent", "options"),
    [
        (None, {"json": {"languagePreference": "en-US,fr-FR", "audioPreference": "on"}}),
        (BOB, {"json": {"languagePreference": "en-US,fr-FR", "audioPreference": "on"}}),
        (LEARNER, {"content": b'{"languagePreference": "en", "audioPreference": "on"}'}),
        (LEARNER, {"content": b"just some text", "headers": {"Content-Type": "text/plain"}}),
        (LEARNER, {"json": {"audioPreference": "on"}}),
        (LEARNER, {"json": {"languagePreference": "en"}}),
        (LEARNER, {"json": {"languagePreference": "not comma separated", "audioPreference": "on"}}),
        (LEARNER, {"json": {"languagePreference": "", "audioPreference": "on"}}),
        (LEARNER, {"json": {"languagePreference": "en", "audioPreference": "loud"}}),
        (LEARNER, {"json": []}),
    ],
)
def test_preferences_that_are_none_or_of_somebody_else_are_refused(au: Au, agent: Any, options: dict[str, Any]) -> None:
    params = {"profileId": "cmi5LearnerPreferences", **({"agent": agent} if agent else {})}
    expected = 403 if agent else 400
    assert au.lrs.call("PUT", "agents/profile", params=params, **options).status_code == expected


def test_a_learner_s_preferences_are_kept(au: Au) -> None:
    params = {"profileId": "cmi5LearnerPreferences", "agent": au.actor}
    body = {"languagePreference": "en-US,fr-FR,fr-BE", "audioPreference": "on"}
    assert au.lrs.call("PUT", "agents/profile", params=params, json=body).status_code == 204
    assert au.lrs.call("GET", "agents/profile", params=params).json() == body
    assert (
        refusal(au.lrs.call("DELETE", "agents/profile", params=params), 403)
        == "the learner's preferences may not be deleted by a course"
    )


def test_an_enrolment_that_is_not_there_cannot_be_launched(lms: Lms) -> None:
    with pytest.raises(KeyError):
        lms.launch()


def test_a_tin_can_launch_brings_its_credentials(lms: Lms) -> None:
    launch = lms.do(
        lambda lrs_call: launching.launch_tin_can(
            lrs_call, REGISTRATION, COURSE, LEARNER, endpoint=f"{lms.world.root}/lrs/{APP}"
        )
    )
    parameters = launch.parameters
    assert set(parameters) == {"endpoint", "auth", "actor", "registration", "activity_id"}
    assert parameters["endpoint"].endswith("/")
    headers = {"Authorization": parameters["auth"], "X-Experience-API-Version": "1.0.3"}
    sent = statement(actor=LEARNER, context={"registration": REGISTRATION})
    response = lms.world.client.post(f"{parameters['endpoint']}/statements", json=sent, headers=headers)
    assert response.status_code == 200
    assert Lrs(lms.world).ids(registration=REGISTRATION) == response.json()


def test_every_token_is_known_whatever_it_begins_with(lms: Lms) -> None:
    lms.enrol()
    for _ in range(40):  # of 64 beginnings of a secret, 11 are no letters and look different in base64
        au = lms.launch()
        au.token = au.fetch().json()["auth-token"]
        params = {**au.place, "stateId": "LMS.LaunchData"}
        assert au.lrs.call("GET", "activities/state", params=params).status_code == 200

"""What cmi5 forbids an assignable unit to say (cmi5 9 and 10): each answers 403 and leaves nothing behind."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.lrs.calling import BOB, VERB, number
from tests.lrs.cmi5.lms import MASTERY, MOVE_ON, Au, Lms

SCORE = {"scaled": 0.95, "raw": 95, "min": 0, "max": 100}
BAD: dict[str, tuple[str, dict[str, Any], Callable[[dict[str, Any]], Any]]] = {
    "no id": ("experienced", {}, lambda st: st.pop("id")),
    "no timestamp": ("experienced", {}, lambda st: st.pop("timestamp")),
    "timestamp not in UTC": ("experienced", {}, lambda st: st.update(timestamp="2030-01-01T00:00:00-06:00")),
    "actor a group": ("passed", {}, lambda st: st["actor"].update(objectType="Group")),
    "actor by mbox": ("passed", {}, lambda st: st.update(actor={"mbox": "mailto:ann@example.com"})),
    "actor another": ("experienced", {}, lambda st: st.update(actor=BOB)),
    "initialized again": ("initialized", {}, lambda st: None),
    "object another": ("passed", {}, lambda st: st["object"].update(id="https://example.com/other")),
    "no context": ("passed", {}, lambda st: st.pop("context")),
    "no registration": ("passed", {}, lambda st: st["context"].pop("registration")),
    "another registration": ("passed", {}, lambda st: st["context"].update(registration=number(7))),
    "passed with completion": ("passed", {"completion": True}, lambda st: None),
    "completed with success": ("completed", {"success": True}, lambda st: None),
    "completed without completion": ("completed", {}, lambda st: st["result"].pop("completion")),
    "completed with completion false": ("completed", {"completion": False}, lambda st: None),
    "completed with score": ("completed", {"score": SCORE}, lambda st: None),
    "terminated without result": ("terminated", {}, lambda st: st.pop("result")),
    "terminated without duration": ("terminated", {"success": None}, lambda st: st.update(result={})),
    "completed without duration": ("completed", {}, lambda st: st["result"].pop("duration")),
    "passed without duration": ("passed", {}, lambda st: st["result"].pop("duration")),
    "failed without duration": ("failed", {}, lambda st: st["result"].pop("duration")),
    "passed without success": ("passed", {}, lambda st: st["result"].pop("success")),
    "passed with success false": ("passed", {"success": False}, lambda st: None),
    "failed without success": ("failed", {}, lambda st: st["result"].pop("success")),
    "failed with success true": ("failed", {"success": True}, lambda st: None),
    "passed below the mastery score": ("passed", {"score": {"scaled": 0.89}}, lambda st: None),
    "failed at the mastery score": ("failed", {"score": {"scaled": 0.9}}, lambda st: None),
    "failed above the mastery score": ("failed", {"score": {"scaled": 0.91}}, lambda st: None),
    "raw score without min": ("passed", {"score": {**SCORE}}, lambda st: st["result"]["score"].pop("min")),
    "raw score without max": ("passed", {"score": {**SCORE}}, lambda st: st["result"]["score"].pop("max")),
    "completed without its category": (
        "completed",
        {},
        lambda st: st["context"]["contextActivities"]["category"].pop(),
    ),
    "passed without its category": ("passed", {}, lambda st: st["context"]["contextActivities"]["category"].pop()),
    "allowed with the category": (
        "experienced",
        {},
        lambda st: st["context"]["contextActivities"].update(category=[MOVE_ON]),
    ),
    "terminated with the category": (
        "terminated",
        {},
        lambda st: st["context"]["contextActivities"]["category"].append(MOVE_ON),
    ),
    "passed without the mastery score": (
        "passed",
        {"score": {**SCORE}},
        lambda st: st["context"]["extensions"].pop(MASTERY),
    ),
    "passed with another mastery score": (
        "passed",
        {"score": {**SCORE}},
        lambda st: st["context"]["extensions"].update({MASTERY: 0.8}),
    ),
    "no session id": ("experienced", {}, lambda st: st["context"].pop("extensions")),
    "not by the template": ("experienced", {}, lambda st: st["context"]["contextActivities"].pop("grouping")),
    "a verb that is none of cmi5": ("passed", {}, lambda st: st["verb"].update(id=f"{VERB}answered")),
    "a verb of the LMS": ("initialized", {}, lambda st: st["verb"].update(id=f"{VERB}launched")),
    "voiding": (
        "experienced",
        {},
        lambda st: st.update(verb={"id": f"{VERB}voided"}, object={"objectType": "StatementRef", "id": number(101)}),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cmi5_forbids_answers_403_and_leaves_the_session_as_it_was(lms: Lms, au: Au, name: str) -> None:
    verb, result, alter = BAD[name]
    sent = au.statement(verb, **{member: value for member, value in result.items() if value is not None})
    alter(sent)
    assert au.refused(sent).startswith("cmi5 ")
    assert lms.verbs() == ["launched", "initialized"]
    au.lrs.post(au.statement("completed"))
    au.lrs.post(au.statement("passed", score=SCORE))
    au.say("terminated")


@pytest.mark.parametrize("first", ["passed", "failed"])
@pytest.mark.parametrize("second", ["passed", "failed"])
def test_a_session_is_judged_once(au: Au, first: str, second: str) -> None:
    au.say(first)
    assert "passed or failed is sent once" in au.refused(au.statement(second))

"""Courses for the browser, made by a test: pages that begin at once and then do what the test says."""

import io
import zipfile
from collections.abc import Mapping
from html import escape
from typing import Any

from tests.browser.browser import Learner

_PAGE = """<!doctype html><html><meta charset="utf-8"><title>SCO</title><body><p id="ready"></p><script>
let at = window;
while (!at.API && !at.API_1484_11 && (at.parent !== at || at.opener)) at = at.parent !== at ? at.parent : at.opener;
const api = at.API_1484_11 || at.API, is12 = !at.API_1484_11;
const say = (name, ...values) => api[(is12 ? "LMS" : "") + name](...values);
say("Initialize", "");
document.getElementById("ready").textContent = new URLSearchParams(location.search).get("sco");
</script></body></html>
"""
_12 = """<manifest identifier="m" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
"""
_2004 = """<manifest identifier="m" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
 xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
"""


def course_12(prerequisites: Mapping[str, str]) -> bytes:
    """A SCORM 1.2 course with a SCO for each key, whose prerequisites are the value."""
    items = {
        sco: f"<adlcp:prerequisites type='aicc_script'>{escape(script)}</adlcp:prerequisites>" if script else ""
        for sco, script in prerequisites.items()
    }
    return _zip(_12, items, "scormtype", "")


def course_2004(items: Mapping[str, str], root: str = "") -> bytes:
    """A SCORM 2004 course with a SCO for each key; the values and `root` are XML within the items and the organization."""
    return _zip(_2004, items, "scormType", root)


def _zip(head: str, items: Mapping[str, str], kind: str, root: str) -> bytes:
    listed = "".join(
        f'<item identifier="{sco}" identifierref="{sco}-r"><title>{sco.title()}</title>{inside}</item>'
        for sco, inside in items.items()
    )
    resources = "".join(
        f'<resource identifier="{sco}-r" type="webcontent" adlcp:{kind}="sco" href="sco.html?sco={sco}"><file href="sco.html"/></resource>'
        for sco in items
    )
    manifest = (
        f'{head}<organizations default="o"><organization identifier="o"><title>Made</title>{listed}{root}</organization>'
        f"</organizations><resources>{resources}</resources></manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest)
        archive.writestr("sco.html", _PAGE)
    return buffer.getvalue()


def waits_for(learner: Learner, sco: str) -> None:
    """Wait until a SCO is there."""
    learner.course.locator("#ready").get_by_text(sco, exact=True).wait_for()


def says(learner: Learner, name: str, *values: str) -> Any:
    """A call of the SCO's API: SetValue, Commit, Finish (1.2), Terminate (2004)."""
    return learner.course.locator("#ready").evaluate(
        "(_, [name, values]) => say(name, ...values)", [name, list(values)]
    )

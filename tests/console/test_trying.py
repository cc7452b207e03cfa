"""Trying a course out: a link that opens it, for every vendor, made of a sample or of a zip, once."""

import re
from typing import Any

import pytest

from emulator.courseware.samples import build_sample
from emulator.vendors import ENTRIES
from tests.world import World

VENDORS = [entry.name for entry in ENTRIES]
BROWSER = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}


def try_out(world: World, content: bytes = b"", **query: str) -> Any:
    return world.client.post(
        f"{world.root}/_emulator/console/try",
        params={"learner": "kim@example.com", "title": "Tides", **query},
        content=content,
        headers={**BROWSER, "Content-Type": "application/zip"} if content else BROWSER,
    )


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_sample_is_opened_as_a_learner_and_made_only_once(world: World, vendor: str) -> None:
    first = try_out(world, vendor=vendor, sample="scorm12-quiz.zip")
    assert first.status_code == 200, first.text
    assert "/launch/" in first.json()["link"]
    assert first.json()["link"].startswith(world.root)
    second = try_out(world, vendor=vendor, sample="scorm12-quiz.zip")
    assert second.json()["attempt"] == first.json()["attempt"]
    other = try_out(world, vendor=vendor, sample="scorm12-quiz.zip", learner="lee@example.com")
    assert other.status_code == 200, other.text
    assert other.json()["attempt"] != first.json()["attempt"]
    attempts = world.control("GET", "attempts", params={"vendor": vendor})["attempts"]
    assert {re.sub(" .*", "", each["course"]["title"]) for each in attempts} <= {"Tides", "Tides:"}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_zip_that_a_browser_sends_is_opened(world: World, vendor: str) -> None:
    answer = try_out(world, build_sample("scorm2004-two-scos.zip"), vendor=vendor, title="<script>alert(1)</script>")
    assert answer.status_code == 200, answer.text
    assert "/launch/" in answer.json()["link"]


@pytest.mark.parametrize(
    ("content", "query", "status", "words"),
    [
        (b"not a zip", {"vendor": "litmos"}, 400, "zip"),
        (b"", {"vendor": "litmos"}, 400, "a course is missing"),
        (b"", {"vendor": "moodle", "sample": "scorm12-quiz.zip"}, 400, "vendor must be one of"),
        (b"", {"vendor": "litmos", "sample": "none.zip"}, 404, "there is no sample none.zip"),
        (b"", {"vendor": "litmos", "sample": "broken-no-manifest.zip"}, 400, "manifest"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_the_reason(
    world: World, content: bytes, query: dict[str, str], status: int, words: str
) -> None:
    answer = try_out(world, content, **query)
    assert answer.status_code == status, answer.text
    assert words in answer.json()["error"]


def test_a_page_of_another_origin_cannot_send_a_course(world: World) -> None:
    answer = world.client.post(
        f"{world.root}/_emulator/console/try?vendor=litmos&learner=kim&title=x",
        content=build_sample("scorm12-quiz.zip"),
        headers={
            "Origin": "https://elsewhere.example",
            "Sec-Fetch-Site": "cross-site",
            "Content-Type": "application/zip",
        },
    )
    assert answer.status_code == 403
    assert "another origin" in answer.json()["error"]

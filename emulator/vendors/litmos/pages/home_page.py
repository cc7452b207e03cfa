"""The page of a learner of Litmos: their courses, how far they are, and a link for every module that can be opened."""

from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import quote

from emulator.http import Reply
from emulator.light.records import dataclass
from emulator.pages.learner import Card, LearnerPage, Task, day
from emulator.pages.learner import render as render_page
from emulator.vendors.litmos.pages.learner_courses import LearnerCourse, LearnerModule
from emulator.vendors.litmos.rows import Row

UNSTARTED = "Not started"


@dataclass(frozen=True, slots=True)
class Links:
    """The URL of the page itself, and the URL to which a module's Id is added (behind a slash) to open it."""

    home: str
    launch: str


def render(user: Row, courses: Sequence[LearnerCourse], asked: str, links: Links) -> Reply:
    """The page. `asked` is the OriginalId of the course to land on; empty shows all."""
    landed = [entry for entry in courses if asked and str(entry.course["original_id"]) == asked]
    shown = landed or list(courses)
    notes = []
    if asked and not landed:
        notes.append(f"You do not have the course {asked[:20]}. These are your courses.")
    if not shown:
        notes.append("No course has been assigned to you yet.")
    return render_page(
        LearnerPage(
            title=str(landed[0].course["name"]) if landed else "Your courses",
            heading="Your courses",
            learner=(user["full_name"] or user["user_name"], user["user_name"]),
            home=f"{links.home}?c={quote(asked)}" if landed else links.home,
            cards=[_card(entry, links, asked=bool(landed)) for entry in shown],
            notes=notes,
            links=[("All courses", links.home)] if landed and len(courses) > 1 else [],
        )
    )


def _card(entry: LearnerCourse, links: Links, *, asked: bool) -> Card:
    course = entry.course
    percentage = Decimal(course["percentage_complete"])
    facts = [course["code"]] if course["code"] else []
    facts.append("Completed" if course["complete"] else f"{percentage.normalize():f} % complete")
    if course["due_date"] is not None:
        facts.append(f"Due {day(course['due_date'])}")
    if course["access_till_date"] is not None:
        facts.append(f"Access until {day(course['access_till_date'])}")
    tasks = [_task(module, links) for module in entry.modules]
    return Card(course["name"], facts, float(percentage), tasks, "This course has no modules yet.", asked)


def _task(entry: LearnerModule, links: Links) -> Task:
    state = _state(entry.result)
    lines = [entry.obstacle] if entry.obstacle and state == UNSTARTED else [state, *filter(None, [entry.obstacle])]
    target = "" if entry.obstacle else f"{links.launch}/{quote(entry.module['id'], safe='')}"
    return Task(entry.module["name"], lines, target)


def _state(result: Row | None) -> str:
    if result is None or result["started_date"] is None:
        return UNSTARTED
    score = "" if result["score"] is None else f", score {result['score']}"
    return ("Completed" if result["completed"] else "In progress") + score

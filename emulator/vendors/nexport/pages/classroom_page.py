"""The page of a NexPort Campus learner: the classrooms, with a link for every assignment that can be opened."""

from collections.abc import Sequence

from emulator.http import Reply
from emulator.light.records import dataclass
from emulator.pages.learner import Card, LearnerPage, Task, day
from emulator.pages.learner import render as render_page
from emulator.vendors.nexport.directory import users
from emulator.vendors.nexport.pages.classrooms import UNSTARTED, Classroom, ClassroomTask
from emulator.vendors.nexport.rows import Row


@dataclass(frozen=True, slots=True)
class Paths:
    """The path of the page of all classrooms, and the path that opens an assignment when a slash and its status's id are added."""

    home: str
    launch: str


def render(user: Row, rooms: Sequence[Classroom], enrollment_id: str | None, paths: Paths, logout_url: str) -> Reply:
    """The page. With an enrollment it shows only that classroom; if the enrollment is gone, the page says so and shows all."""
    asked = [room for room in rooms if enrollment_id is not None and room.enrollment["id"] == enrollment_id.lower()]
    shown = asked or rooms
    notes = []
    if enrollment_id is not None and not asked:
        notes.append("The enrollment of this link is gone. These are your classrooms.")
    if not shown:
        notes.append("You are not enrolled in anything yet.")
    links = [("All classrooms", paths.home)] if asked and len(rooms) > 1 else []
    return render_page(
        LearnerPage(
            title=asked[0].title if asked else "Your classrooms",
            heading="Your classroom" if asked else "Your classrooms",
            learner=(users.name_of(user), user["login"]),
            home=f"{paths.home}/{asked[0].enrollment['id']}" if asked else paths.home,
            cards=[_card(room, paths, asked=bool(asked)) for room in shown],
            notes=notes,
            links=[*links, *([("Log out", logout_url)] if logout_url else [])],
        )
    )


def _card(room: Classroom, paths: Paths, *, asked: bool) -> Card:
    row = room.enrollment
    facts = [room.state, f"{row['percent'] or 0} % complete"]
    if row["expires"] is not None:
        facts.append(f"Access until {day(row['expires'])}")
    facts.append(f"enrollment {row['id']}")
    tasks = [_task(task, paths) for task in room.tasks]
    return Card(room.title, facts, row["percent"] or 0, tasks, "There are no assignments here.", asked)


def _task(task: ClassroomTask, paths: Paths) -> Task:
    said = (
        [task.obstacle] if task.obstacle and task.state == UNSTARTED else [task.state, *filter(None, [task.obstacle])]
    )
    lines = [*said, f"assignment status {task.status_id}"]
    return Task(task.name, lines, "" if task.obstacle else f"{paths.launch}/{task.status_id}")

"""The script of a sink: which answer comes next. It is kept in rows, so a restart goes on in the middle of it."""

from dataclasses import asdict, field

from sqlalchemy import select

from emulator.light.records import dataclass
from emulator.sink.tables import SinkScript
from emulator.store.rows import Row, Statement
from emulator.store.unit_of_work import UnitOfWork

EVERYWHERE = ""  # the path of the script for all paths that have none of their own

_ALL = Statement(select(*SinkScript.__table__.c).order_by(SinkScript.path))
_PATHS = Statement(select(SinkScript.path).order_by(SinkScript.path))


@dataclass(frozen=True, slots=True)
class ScriptedAnswer:
    """What the sink answers, after `delay` seconds of the machine's time."""

    status: int = 200
    delay: float = 0.0
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)


USUAL = ScriptedAnswer()


def put_script(work: UnitOfWork, path: str, answers: list[ScriptedAnswer]) -> None:
    """Answer one after the other at this path, and then always the last; an earlier script of the path is replaced."""
    work.delete(SinkScript, path=path)
    work.insert(SinkScript, {"path": path, "answers": [asdict(answer) for answer in answers], "taken": 0})


def remove_scripts(work: UnitOfWork) -> None:
    """Answer 200 everywhere again."""
    for row in work.all(_PATHS):
        work.delete(SinkScript, path=row["path"])


def scripts(work: UnitOfWork) -> list[Row]:
    """Every script of the sandbox, by path."""
    return work.all(_ALL)


def next_answer(work: UnitOfWork, path: str) -> ScriptedAnswer:
    """The next answer at a path, which is counted as given; 200 without a body where there is no script."""
    row = work.get(SinkScript, path=path) or work.get(SinkScript, path=EVERYWHERE)
    if row is None:
        return USUAL
    answers, taken = row["answers"], row["taken"]
    if taken < len(answers):
        work.update(SinkScript, {"path": row["path"]}, {"taken": taken + 1})
    return ScriptedAnswer(**answers[min(taken, len(answers) - 1)])

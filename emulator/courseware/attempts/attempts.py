"""Attempts: a learner's run of a package, its SCOs and their CMI data. Every vendor reads and changes the same ones.

Its functions take and return rows (`Attempt`, `ScoAttempt` in emulator/courseware/tables.py) and never check what CMI values may be:
that is `CmiData`'s to say, before they are handed over.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy import delete as delete_from

from emulator.courseware.cmi import CmiData, model_of
from emulator.courseware.package.package import Standard
from emulator.courseware.sequencing.sequencing_state import without_objectives
from emulator.courseware.tables import Attempt, ScoAttempt
from emulator.light.records import dataclass
from emulator.sandbox.ids import Ids
from emulator.store.decimals import difference, total
from emulator.store.json_text import JsonObject
from emulator.store.listed import among, listed
from emulator.store.rows import Row, Statement
from emulator.store.unit_of_work import UnitOfWork

_DELETE = Statement(delete_from(Attempt.__table__).where(among(Attempt.id, "attempts")))
_DELETE_SCOS = Statement(delete_from(ScoAttempt.__table__).where(among(ScoAttempt.attempt_id, "attempts")))
_SCOS = Statement(
    select(*ScoAttempt.__table__.c)
    .where(ScoAttempt.attempt_id == bindparam("attempt_id"))
    .order_by(ScoAttempt.position)
)


@dataclass(frozen=True, slots=True)
class Learner:
    """The learner of an attempt. `name` is the form that the course gets: `Last, First` in SCORM."""

    id: str
    name: str


def create(
    work: UnitOfWork, ids: Ids, now: datetime, learner: Learner, standard: Standard, package_id: str | None = None
) -> Row:
    """A new attempt, in which nothing has been launched yet."""
    row: Row = {
        "id": f"attempt-{ids.number('attempt')}",
        "package_id": package_id,
        "learner_id": learner.id,
        "learner_name": learner.name,
        "standard": str(standard),
        "created": now,
        "first_access": None,
        "last_access": None,
        "sequencing": None,
        "played_apart": [],
    }
    work.insert(Attempt, row)
    return row


def find(work: UnitOfWork, attempt_id: str) -> Row | None:
    """An attempt, or None."""
    return work.get(Attempt, id=attempt_id)


def scos(work: UnitOfWork, attempt_id: str) -> list[Row]:
    """The SCOs of an attempt that were launched at least once, in the order of the course."""
    return work.all(_SCOS, attempt_id=attempt_id)


def read_ahead(work: UnitOfWork, attempt_ids: Iterable[str | None]) -> None:
    """Read many attempts with their SCOs at once, for `find` and `scos`."""
    known = [attempt_id for attempt_id in attempt_ids if attempt_id is not None]
    work.read_ahead(Attempt, ({"id": attempt_id} for attempt_id in known))
    work.read_ahead(_SCOS, ({"attempt_id": attempt_id} for attempt_id in known))


def find_sco(work: UnitOfWork, attempt_id: str, sco_id: str) -> Row | None:
    """A SCO of an attempt; None if it does not exist or was never launched."""
    return work.get(ScoAttempt, attempt_id=attempt_id, sco_id=sco_id)


def add_sco(
    work: UnitOfWork,
    attempt: Row,
    sco_id: str,
    title: str,
    started: datetime,
    *,
    position: int = 0,
    exited: datetime | None = None,
    data: Mapping[str, str] | None = None,
) -> Row:
    """The first launch of a SCO. The data gets the learner's id and name, unless it says otherwise."""
    values = {**_learner_data(attempt), **(data or {})}
    row: Row = {
        "attempt_id": attempt["id"],
        "sco_id": sco_id,
        "position": position,
        "title": title,
        "started": started,
        "exited": exited,
        "seconds_tracked": 0.0,
        "data": values,
        "history": [_launch(started, exited, values)],
        "session": None,
    }
    work.insert(ScoAttempt, row)
    _note_access(work, attempt, started, exited or started)
    return row


def add_unlaunched(
    work: UnitOfWork,
    attempt: Row,
    sco_id: str,
    title: str,
    now: datetime,
    *,
    position: int,
    data: Mapping[str, str],
    seconds: float,
) -> None:
    """Add a SCO whose data came from elsewhere: the roll-up counts it, but its history has no launch."""
    row: Row = {
        "attempt_id": attempt["id"],
        "sco_id": sco_id,
        "position": position,
        "title": title,
        "started": None,
        "exited": now,
        "seconds_tracked": seconds,
        "data": {**_learner_data(attempt), **data},
        "history": [],
        "session": None,
    }
    work.insert(ScoAttempt, row)


def launch_again(work: UnitOfWork, attempt: Row, sco: Row, now: datetime, data: Mapping[str, str]) -> Row:
    """Launch a SCO again, beginning with this data; data of earlier launches stays in the history."""
    changes: Row = {
        "exited": None,
        "data": dict(data),
        "history": [*sco["history"], _launch(now, None, data)],
    }
    work.update(ScoAttempt, _key(sco), changes)
    _note_access(work, attempt, now, now)
    return {**sco, **changes}


def is_finished(launch: Row) -> bool:
    """True if the SCO itself ended a launch (an entry of a history), so that values it did not set can be decided.

    If only the page went away, the SCO has not ended and stays in its state.
    """
    return launch["exited"] is not None and not launch.get("left", False)


def was_left(sco: Row) -> bool:
    """True if the page of the SCO's last launch went away without ending the run."""
    return bool(sco["history"]) and bool(sco["history"][-1].get("left", False))


def change_sco(work: UnitOfWork, sco: Row, changes: Row) -> Row:
    """Change columns of a SCO (title, started, exited, seconds_tracked, data as a whole, session), and its launch in the history."""
    changed: Row = {**sco, **changes}
    if sco["history"]:
        earlier, current = sco["history"][:-1], dict(sco["history"][-1])
        if "started" in changes and not earlier:
            current["started"] = _iso(changes["started"])
        if "exited" in changes:
            current["exited"] = _iso(changes["exited"])
            session = changed["session"]
            spoken = session is None or session["terminated"] or session.get("over", False)
            current["left"] = changed["exited"] is not None and not spoken
        if "seconds_tracked" in changes:
            current["seconds"] = difference(changed["seconds_tracked"], _before(changed, earlier))
        changed["history"] = [*earlier, {**current, "data": changed["data"]}]
    work.update(ScoAttempt, _key(sco), {**changes, "history": changed["history"]})
    return changed


def note_access(work: UnitOfWork, attempt: Row, first: datetime | None, last: datetime | None) -> None:
    """Record when an attempt was begun and continued elsewhere; unknown times stay as they are."""
    known = [moment for moment in (first, last) if moment is not None]
    if known:
        _note_access(work, attempt, min(known), max(known))


def touch(work: UnitOfWork, attempt: Row, now: datetime) -> None:
    """Note that something of an attempt began or ended now."""
    _note_access(work, attempt, now, now)


def keep_sequencing(work: UnitOfWork, attempt: Row, state: str, made_up: Mapping[str, int] | None = None) -> None:
    """Store the state of the player's sequencing, for the next time that the attempt is opened.

    `made_up` has the SCOs played apart that the state has in it, each with the number of its run. What was played since the player began
    stays to be made up for.
    """
    known = made_up or {}
    rest = {sco_id: run for sco_id, run in played_apart(attempt).items() if run > known.get(sco_id, -1)}
    changed: Row = {"sequencing": state, "played_apart": list(rest.items())}
    work.update(Attempt, {"id": attempt["id"]}, changed)
    attempt.update(changed)


def played_apart(attempt: Row) -> dict[str, int]:
    """The SCOs that the player's sequencing has to make up for, in order, each with the number of the run that was played without it."""
    noted = attempt["played_apart"]  # a text alone is one that was noted before runs were
    return dict((each, 0) if isinstance(each, str) else each for each in noted)


def note_played_apart(work: UnitOfWork, attempt: Row, rows: Iterable[Row]) -> None:
    """Note SCOs that were played without the player, for its sequencing to make up for."""
    played = list((played_apart(attempt) | {sco["sco_id"]: len(sco["history"]) for sco in rows}).items())
    work.update(Attempt, {"id": attempt["id"]}, {"played_apart": played})
    attempt["played_apart"] = played


def forget_global_objectives(work: UnitOfWork, attempt_id: str) -> None:
    """Remove the global objectives from the sequencing state of an attempt."""
    attempt = find(work, attempt_id)
    state = without_objectives(attempt["sequencing"]) if attempt is not None else None
    if attempt is not None and state is not None:
        work.update(Attempt, {"id": attempt_id}, {"sequencing": state})
        attempt["sequencing"] = state


def delete(work: UnitOfWork, *attempt_ids: str) -> None:
    """Remove attempts with their SCOs."""
    if attempt_ids:
        work.run(_DELETE_SCOS, attempts=listed(attempt_ids))
        work.run(_DELETE, attempts=listed(attempt_ids))


def cmi_of(attempt: Row, sco: Row) -> CmiData:
    """The CMI data of a SCO. Raises ValueError for a standard without CMI data."""
    model = model_of(Standard(attempt["standard"]))
    if model is None:
        raise ValueError(f"{attempt['standard']} has no CMI data")
    return CmiData(model, sco["data"])


def _learner_data(attempt: Row) -> dict[str, str]:
    model = model_of(Standard(attempt["standard"]))
    if model is None:
        return {}
    return dict(zip(model.learner, (attempt["learner_id"], attempt["learner_name"]), strict=True))


def _before(sco: Row, earlier: list[JsonObject]) -> float:
    """The seconds before the current launch. A run has them stored, including time from elsewhere; else they are the sum of earlier
    launches.
    """
    session = sco["session"]
    if session is not None:
        return float(session["tracked"])
    return total(launch.get("seconds", 0.0) for launch in earlier)


def _note_access(work: UnitOfWork, attempt: Row, first: datetime, last: datetime) -> None:
    attempt["first_access"] = min(first, attempt["first_access"] or first)
    attempt["last_access"] = max(last, attempt["last_access"] or last)
    changes: Row = {"first_access": attempt["first_access"], "last_access": attempt["last_access"]}
    work.update(Attempt, {"id": attempt["id"]}, changes)


def _launch(started: datetime, exited: datetime | None, data: Mapping[str, str]) -> dict[str, Any]:
    return {"started": _iso(started), "exited": _iso(exited), "data": dict(data)}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _key(sco: Row) -> dict[str, str]:
    return {"attempt_id": sco["attempt_id"], "sco_id": sco["sco_id"]}

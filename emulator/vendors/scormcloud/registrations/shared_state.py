"""Data that the SCOs of an attempt share, in the members of a registration: global objectives, shared data, the suspended activity."""

from emulator.courseware.package.package import Activity
from emulator.courseware.sequencing import sequencing_state
from emulator.courseware.sequencing.sequencing_state import GlobalObjective
from emulator.vendors.scormcloud.rows import Row

_COMPLETION = {None: "UNKNOWN", True: "COMPLETED", False: "INCOMPLETE"}
_SUCCESS = {None: "UNKNOWN", True: "PASSED", False: "FAILED"}


def shown(kept: str | None, root: Activity, given: Row) -> Row:
    """The shared data in the stored sequencing state; before there is one, `given`, the registration's initial state."""
    found = sequencing_state.read(kept)
    objectives = {each["id"]: each for each in given.get("global_objectives") or () if each.get("id")}
    mapped = _mapped(root)
    objectives |= {each.id: _objective(each) for each in found.objectives if each.id in mapped}
    shared = {each["id"]: each.get("value") for each in given.get("shared_data") or () if each.get("id")}
    shared |= dict(found.shared)
    return {
        "global_objectives": list(objectives.values()),
        "shared_data": [{"id": name, "value": value} for name, value in shared.items()],
        "suspended_activity_id": found.suspended,
    }


def _mapped(root: Activity) -> set[str]:
    objectives = (
        each for activity in root.walk() if activity.detail.sequencing for each in activity.detail.sequencing.objectives
    )
    return {info.target for objective in objectives for info in objective.maps}


def _objective(found: GlobalObjective) -> Row:
    """A global objective. It is never the primary objective of an activity (inferred)."""
    return {
        "id": found.id,
        "primary": False,
        "score": None if found.measure is None else {"scaled": round(found.measure * 100, 4)},
        "score_max": found.most,
        "score_min": found.least,
        "score_raw": found.raw,
        "progress_measure": found.progress,
        "objective_completion": _COMPLETION[found.completed],
        "objective_success": _SUCCESS[found.satisfied],
        "previous_objective_success": "UNKNOWN",
    }

"""The options of a roll-up, for platforms with such settings."""

from decimal import Decimal
from typing import Literal

from emulator.light.records import dataclass

Completed = Literal["unknown", "incomplete", "completed"]
StatusMode = Literal[
    "provided", "all complete", "all complete, none failed", "score", "all complete and score", "all passed"
]
ScoreMode = Literal["provided", "mean of all", "mean of scored", "fixed", "mean of nonzero", "last"]


@dataclass(frozen=True, slots=True)
class RollUpSettings:
    """A mode of None is the default: completed when all units are, and the mean of the existing scores.

    The modes and `first_is_pretest` apply to SCORM 1.1, 1.2, AICC, xAPI and cmi5; SCORM 2004 rolls up by its manifest.
    """

    status_mode: StatusMode | None = None
    score_mode: ScoreMode | None = None
    threshold: Decimal | None = None
    """0 to 1: the score with which the modes that ask for one complete the course."""
    scoring_units: int | None = None
    """How many units `fixed` divides the sum of the scores by."""
    apply_to_success: bool = False
    """Whether the course is passed as soon as it is completed, and failed when it cannot be any more."""
    first_is_pretest: bool = False
    """Whether passing the first unit completes the others."""
    completion_of_failed: Completed | None = None
    """What a unit that is `failed` (SCORM 1.2, AICC) is; None: completed."""
    score_overrides_status: bool = False
    """Whether the mastery score decides even if the unit has set a status (SCORM 1.2, AICC)."""
    satisfied_completes: bool = False
    """Whether an activity that is satisfied is completed (SCORM 2004)."""
    scale_raw: bool = False
    """Whether a raw score counts where SCORM 2004 content reports no scaled one."""
    set_by_content: bool = False
    """Whether content that says nothing at its end is left unknown, whatever the manifest's delivery controls (SCORM 2004)."""


DEFAULT = RollUpSettings()

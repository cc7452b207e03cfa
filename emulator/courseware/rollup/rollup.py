"""Compute each activity's progress from the data of an attempt's SCOs, bottom-up; the root is last."""

from collections.abc import Iterable

from emulator.courseware.package.package import Activity, Standard
from emulator.courseware.rollup.outcome import Outcome, outcome_of
from emulator.courseware.rollup.progress import Progress
from emulator.courseware.rollup.rollup_sequenced import roll_up_sequenced
from emulator.courseware.rollup.rollup_settings import DEFAULT, RollUpSettings
from emulator.courseware.rollup.rollup_units import roll_up_units
from emulator.courseware.sequencing.sequencing import SEQUENCED
from emulator.store.rows import Row

__all__ = ["Outcome", "Progress", "RollUpSettings", "outcome_of", "roll_up"]


def roll_up(root: Activity, standard: Standard, scos: Iterable[Row], settings: RollUpSettings = DEFAULT) -> Progress:
    """The progress of a course from the SCOs of an attempt (`ScoAttempt` rows); unknown SCOs count for nothing."""
    rolled = roll_up_sequenced if standard in SEQUENCED else roll_up_units
    return rolled(root, standard, {sco["sco_id"]: sco for sco in scos}, settings)

"""The roll-up settings of a registration in the terms of courseware. Their meaning is a decision in the contract."""

from decimal import Decimal
from typing import Literal

from sqlalchemy import bindparam, select

from emulator.courseware.rollup.rollup_settings import DEFAULT, Completed, RollUpSettings, ScoreMode, StatusMode
from emulator.store.parts import part
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.configuration import configuration, dispatch_origin
from emulator.vendors.scormcloud.configuration.configuration import SettingScope
from emulator.vendors.scormcloud.configuration.effective_settings import EffectiveSettings
from emulator.vendors.scormcloud.configuration.registration_scope import scope_of
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudSetting

_Name = Literal[
    "PlayerStatusRollupModeValue",
    "PlayerStatusRollupModeThresholdScore",
    "PlayerScoreRollupModeValue",
    "PlayerScoreRollupModeNumberOfScoringObjects",
    "PlayerApplyRollupStatusToSuccess",
    "PlayerFirstScoIsPretest",
    "PlayerCompletionStatOfFailedSuccessStat",
    "PlayerScoreOverridesStatus",
    "PlayerSatisfiedCausesCompletion",
    "PlayerScaleRawScore",
    "PlayerForceObjectiveCompletionSetByContent",
]
_STATUS: dict[str, StatusMode] = {
    "STATUS_PROVIDED_BY_COURSE": "provided",
    "COMPLETE_WHEN_ALL_UNITS_COMPLETE": "all complete",
    "COMPLETE_WHEN_ALL_UNITS_COMPLETE_AND_NOT_FAILED": "all complete, none failed",
    "COMPLETE_WHEN_THRESHOLD_SCORE_IS_MET": "score",
    "COMPLETE_WHEN_ALL_UNITS_COMPLETE_AND_THRESHOLD_SCORE_IS_MET": "all complete and score",
    "COMPLETE_WHEN_ALL_UNITS_ARE_PASSED": "all passed",
}
_SCORE: dict[str, ScoreMode] = {
    "SCORE_PROVIDED_BY_COURSE": "provided",
    "AVERAGE_SCORE_OF_ALL_UNITS": "mean of all",
    "AVERAGE_SCORE_OF_ALL_UNITS_WITH_SCORES": "mean of scored",
    "FIXED_AVERAGE": "fixed",
    "AVERAGE_SCORE_OF_ALL_UNITS_WITH_NONZERO_SCORES": "mean of nonzero",
    "LAST_SCO_SCORE": "last",
}
_COMPLETION: dict[str, Completed] = {
    "Unknown": "unknown",
    "Completed": "completed",
    "Incomplete": "incomplete",
    "Browsed": "incomplete",
    "Not_Attempted": "incomplete",
}
_ANY = Statement(
    select(ScormCloudSetting.setting_id)
    .where(ScormCloudSetting.app_id == bindparam("app_id"), ScormCloudSetting.setting_id.like("Player%"))
    .limit(1)
)


def settings_of(work: UnitOfWork, registration: Row, instance: Row, standard: str) -> RollUpSettings:
    """The roll-up settings in effect for a registration's instance, as far as they apply to its learning standard. Their defaults are
    unknown, so none is read if no setting of the player is set."""
    if not work.all(_ANY, app_id=registration["app_id"]):
        return DEFAULT
    found = _Effective(work, _scope(work, registration, instance), standard)
    return RollUpSettings(
        status_mode=_STATUS.get(found.text("PlayerStatusRollupModeValue")),
        score_mode=_SCORE.get(found.text("PlayerScoreRollupModeValue")),
        threshold=found.score("PlayerStatusRollupModeThresholdScore"),
        scoring_units=found.count("PlayerScoreRollupModeNumberOfScoringObjects"),
        apply_to_success=found.flag("PlayerApplyRollupStatusToSuccess") or False,
        first_is_pretest=found.flag("PlayerFirstScoIsPretest") or False,
        completion_of_failed=_COMPLETION.get(found.text("PlayerCompletionStatOfFailedSuccessStat")),
        score_overrides_status=found.flag("PlayerScoreOverridesStatus") or False,
        satisfied_completes=found.flag("PlayerSatisfiedCausesCompletion") or False,
        scale_raw=found.flag("PlayerScaleRawScore") or False,
        set_by_content=found.flag("PlayerForceObjectiveCompletionSetByContent") or False,
    )


def read_ahead(work: UnitOfWork, rows: list[tuple[Row, Row]]) -> None:
    """Read the rows for `settings_of` of many registrations, each with an instance, at once. The rows of their versions must have been
    read."""
    if not rows:
        return
    app_id = rows[0][0]["app_id"]
    work.read_ahead(_ANY, [{"app_id": app_id}])
    if work.all(_ANY, app_id=app_id):
        registrations = [row for row, _ in rows]
        dispatch_origin.read_ahead(work, app_id, registrations)
        configuration.read_ahead(work, [_scope(work, row, instance) for row, instance in rows])


def _scope(work: UnitOfWork, registration: Row, instance: Row) -> SettingScope:
    version = part(instance, ("course_id", "course_version"))
    return scope_of(work, {**registration, **version}, instance["instance"])


class _Effective(EffectiveSettings):
    def count(self, name: _Name) -> int | None:
        """A number of units; None if it cannot be a divisor."""
        number = self.number(name)
        return int(number) if number is not None and number >= 1 else None

    def score(self, name: _Name) -> Decimal | None:
        """A score from 0 to 1; a higher number is taken as one of 100."""
        number = self.number(name)
        return number / 100 if number is not None and number > 1 else number

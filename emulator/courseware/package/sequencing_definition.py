"""The sequencing of an activity in a SCORM 2004 manifest, as data. Defaults are those of IMS Simple Sequencing 1.0.

Names are the schema's (`imsss`, `adlseq`, `adlcp`) in the spelling of code; the words of a vocabulary are unchanged.
"""

from decimal import Decimal

from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class MapInfo:
    """A local objective's tie to a global one. Members below `write_measure` came with the 4th edition (adlseq)."""

    target: str
    read_satisfied: bool = True
    read_measure: bool = True
    write_satisfied: bool = False
    write_measure: bool = False
    read_completion: bool = True
    write_completion: bool = False
    read_progress: bool = True
    write_progress: bool = False
    read_raw: bool = True
    write_raw: bool = False
    read_min: bool = True
    write_min: bool = False
    read_max: bool = True
    write_max: bool = False


@dataclass(frozen=True, slots=True)
class SequencingObjective:
    """An objective of an activity; the primary one is rolled up and may be without an identifier."""

    identifier: str | None = None
    primary: bool = False
    satisfied_by_measure: bool = False
    min_measure: Decimal = Decimal(1)
    maps: tuple[MapInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a rule. `objective` is None for the activity's own (primary) one; `threshold` is -1 to 1."""

    condition: str
    negated: bool = False
    objective: str | None = None
    threshold: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SequencingRule:
    """A rule before, after or at the exit of an activity. `combination`: all or any."""

    action: str
    conditions: tuple[Condition, ...]
    combination: str = "all"


@dataclass(frozen=True, slots=True)
class RollupRule:
    """A rule that sets an activity's status from its children's. `percent` is 0 to 1."""

    action: str
    conditions: tuple[Condition, ...]
    combination: str = "any"
    child_set: str = "all"
    count: int = 0
    percent: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ControlMode:
    """How a learner can move among the children of an activity."""

    choice: bool = True
    choice_exit: bool = True
    flow: bool = False
    forward_only: bool = False
    use_current_objective: bool = True
    use_current_progress: bool = True
    prevent_activation: bool = False
    constrain_choice: bool = False


@dataclass(frozen=True, slots=True)
class LimitConditions:
    """Limit conditions. Durations as written (ISO 8601)."""

    attempts: int | None = None
    attempt_duration: str | None = None
    activity_duration: str | None = None
    begin: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Randomization:
    """Which children are offered and in which order; the timings are never, once or onEachNewAttempt."""

    timing: str = "never"
    reorder: bool = False
    selection_timing: str = "never"
    select: int | None = None


@dataclass(frozen=True, slots=True)
class Considerations:
    """When a child counts in its parent's roll-up: always, ifAttempted, ifNotSkipped or ifNotSuspended (adlseq)."""

    satisfied: str = "always"
    not_satisfied: str = "always"
    completed: str = "always"
    incomplete: str = "always"
    measure_if_active: bool = True


@dataclass(frozen=True, slots=True)
class Sequencing:
    """All sequencing of one activity, including what it takes from a sequencing collection."""

    control: ControlMode = ControlMode()
    pre: tuple[SequencingRule, ...] = ()
    exit: tuple[SequencingRule, ...] = ()
    post: tuple[SequencingRule, ...] = ()
    limits: LimitConditions = LimitConditions()
    rollup_rules: tuple[RollupRule, ...] = ()
    rollup_satisfied: bool = True
    rollup_completion: bool = True
    measure_weight: Decimal = Decimal(1)
    objectives: tuple[SequencingObjective, ...] = ()
    randomization: Randomization = Randomization()
    tracked: bool = True
    completion_set_by_content: bool = False
    objective_set_by_content: bool = False
    considerations: Considerations = Considerations()

    @property
    def primary(self) -> SequencingObjective | None:
        """The objective that is rolled up."""
        return next((objective for objective in self.objectives if objective.primary), None)


@dataclass(frozen=True, slots=True)
class DataMap:
    """A bucket of data that SCOs share (adlcp:data, 4th edition)."""

    target: str
    read: bool = True
    write: bool = True


@dataclass(frozen=True, slots=True)
class CompletionMeasure:
    """adlcp:completionThreshold of the 4th edition. `minimum` and `weight` are 0 to 1."""

    by_measure: bool = False
    minimum: Decimal = Decimal(1)
    weight: Decimal = Decimal(1)

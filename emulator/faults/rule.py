"""A rule: what it matches, when it happens, and what it does."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag, TypeAdapter

from emulator.faults.effect import CallEffect, DeliveryEffect, JobEffect
from emulator.faults.part import RulePart, Text
from emulator.problems.words import Formed
from emulator.sandbox.whole import Whole

Count = Annotated[int, Field(ge=1, le=1_000_000)]
Pattern = Annotated[str, StringConstraints(min_length=1, max_length=1000), Formed(r"^[/*]", "must begin with / or *")]
Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=64),
    Formed(r"^[A-Za-z0-9._-]+$", "must have letters, digits, ., - and _ alone"),
]

Enabled = Annotated[
    bool, Field(strict=True, description="A rule that is not stays there, with its counts, and never happens.")
]


class When(RulePart):
    """Which of the calls that match it happens to: all of them, or those that every member here allows."""

    skip: Annotated[int, Field(ge=0, le=1_000_000)] = Field(default=0, description="So many pass first.")
    every: Count = Field(default=1, description="Every Nth of them: the Nth, the 2Nth, …")
    probability: Annotated[float, Field(gt=0, le=1)] = Field(
        default=1.0, description="How probable it is for each, by `seed`: the same ones in every run."
    )
    seed: Whole = 0
    times: Count | None = Field(default=None, description="At most so often, then never again; 1 is the next one.")


class CallMatch(RulePart):
    """Which calls; all of them if nothing is said."""

    vendor: Text | None = None
    operation: Text | None = Field(default=None, description="An operation's id, as in `/_emulator/operations`.")
    method: Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] | None = None
    path: Pattern | None = Field(
        default=None,
        description="The whole path, or the path below the vendor's base path; `*` stands for anything. In any case.",
    )
    credential: Text | None = Field(
        default=None,
        description="The key of the account that calls, as in `/_emulator/credentials`, or its name, as in the journal.",
    )
    body: Text | None = Field(default=None, description="A text in the request's body.")


class JobMatch(RulePart):
    """Which jobs, and before which of their states."""

    vendor: Text | None = None
    kind: Text | None = None
    subject: Text | None = Field(default=None, description="What the job is about: the id of an import, a module, …")
    state: Text | None = Field(default=None, description="The state that it is about to come into.")


class DeliveryMatch(RulePart):
    """Which deliveries (postbacks)."""

    vendor: Text | None = None
    url: Text | None = Field(default=None, description="The URL; `*` stands for anything.")
    body: Text | None = Field(default=None, description="A text in the body.")


class CallRule(RulePart):
    """A fault of calls at a vendor's API and pages."""

    on: Literal["calls"] = "calls"
    name: Name | None = None
    enabled: Enabled = True
    match: CallMatch = Field(default_factory=CallMatch)
    when: When = Field(default_factory=When)
    do: CallEffect


class JobRule(RulePart):
    """A fault of jobs: imports and what else ends later."""

    on: Literal["jobs"]
    name: Name | None = None
    enabled: Enabled = True
    match: JobMatch = Field(default_factory=JobMatch)
    when: When = Field(default_factory=When)
    do: JobEffect


class DeliveryRule(RulePart):
    """A fault of deliveries: what the emulator posts to a client's URL."""

    on: Literal["deliveries"]
    name: Name | None = None
    enabled: Enabled = True
    match: DeliveryMatch = Field(default_factory=DeliveryMatch)
    when: When = Field(default_factory=When)
    do: DeliveryEffect


def _on(data: Any) -> str:
    on = data.get("on", "calls") if isinstance(data, dict) else getattr(data, "on", "calls")
    return on if isinstance(on, str) else ""


Rule = CallRule | JobRule | DeliveryRule
AnyRule = Annotated[
    Annotated[CallRule, Tag("calls")] | Annotated[JobRule, Tag("jobs")] | Annotated[DeliveryRule, Tag("deliveries")],
    Discriminator(
        _on,
        custom_error_type="unknown_target",
        custom_error_message="on has to be calls, jobs or deliveries",
    ),
]
RULE: TypeAdapter[Rule] = TypeAdapter(AnyRule)

"""One call of a scenario."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One call of an operation, named by its id in the contract.

    In every text, `{name}` is replaced by a bound value: a credential, a name of the scenario, or a value that an earlier step bound.
    `binds` maps names to places in the answer: `Id`, `[0].Id`, `users[UserName={login}].Id`. `until` repeats a read until the answer has
    one of the given values at a place. `undo` are the steps that delete what this step created; they find the object themselves, so they
    need nothing from this step's answer. `ends` is a read that waits for the end of the job that this step starts: before that, a missing
    object may still be created. `known` are accepted differences: the reason by place (`body.Id`, `header etag`, `status`).
    """

    operation: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    upload: str | None = None
    """The name of a sample course, sent as the file of a form."""
    also: Mapping[str, str] = field(default_factory=dict)
    """Values bound for this step alone, such as a wrong key instead of the right one."""
    binds: Mapping[str, str] = field(default_factory=dict)
    until: tuple[str, tuple[str, ...]] | None = None
    undo: tuple["Step", ...] = ()
    ends: "Step | None" = None
    known: Mapping[str, str] = field(default_factory=dict)

"""One call of a scenario."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A call of an operation, by its id in the contract.

    In every text of it `{name}` stands for what was bound before: a credential, a name of the scenario, what an earlier step bound.

    `binds` gives names to what the answer has: `Id`, `[0].Id`, `users[UserName={login}].Id`. `until` reads again until the answer has
    one of these values there. `undo` are the steps that take back what this one made, the one that finds it first, so that they need
    nothing of its answer. `ends` waits for the end of a job that this one begins: until then, what is not there may still come. `known`
    are differences that are no news: by place (`body.Id`, `header etag`, `status`), why.
    """

    operation: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    upload: str | None = None
    """The name of a sample course that is sent as the file of a form."""
    also: Mapping[str, str] = field(default_factory=dict)
    """What is bound for this step alone: a wrong key in place of the right one."""
    binds: Mapping[str, str] = field(default_factory=dict)
    until: tuple[str, tuple[str, ...]] | None = None
    undo: tuple["Step", ...] = ()
    ends: "Step | None" = None
    known: Mapping[str, str] = field(default_factory=dict)

"""A scenario: calls in order, of which later ones may need what earlier ones found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from emulator.vendors.scenarios.step import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """`names` are bound before the first step; `{prefix}` is what the user gave for names of whatever is made.

    One that `writes` makes its own objects, so both sides have the same data and are compared value by value. One that only
    reads is told apart by form alone; where even what is asked for differs, since ids are taken from lists (`same_data` is False), it is no
    news that one side refuses what the other does not. `leaves` says what cannot be taken back, since the API has no operation for it.
    """

    name: str
    steps: tuple[Step, ...]
    writes: bool = False
    same_data: bool = True
    leaves: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

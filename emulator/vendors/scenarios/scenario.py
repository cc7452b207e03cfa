"""A scenario: calls in order. Later calls can use values from the answers of earlier ones."""

from collections.abc import Mapping
from dataclasses import field

from emulator.light.records import dataclass
from emulator.vendors.scenarios.step import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A sequence of steps. `names` are bound before the first step; in them `{prefix}` is the prefix that the user chose for created
    objects.

    If it `writes`, the scenario creates its own objects. Both sides then have the same data, and values are compared too. Otherwise only
    the shape of the answers is compared. `same_data` is False if the steps use ids from lists, which differ between the sides: then it is
    not reported if only one side refuses a call. `leaves` describes objects that stay at the vendor because the API has no operation that
    deletes them.
    """

    name: str
    steps: tuple[Step, ...]
    writes: bool = False
    same_data: bool = True
    leaves: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

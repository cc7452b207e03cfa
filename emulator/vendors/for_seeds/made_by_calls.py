"""Which operations of a vendor make what a seed document can have, too."""

from collections.abc import Mapping
from dataclasses import field

from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class MadeByCall:
    """Into which list of the section an operation's body goes, as one entry or as many as it has.

    `inside` is the member of the body that has the entries, if it is not the body itself, and `data` the member of each that has most
    of its members. `renamed` are members that are called otherwise in a seed, `parameters` those that path or query have, and
    `answered` those that the answer has: each by its name there.
    """

    list: str
    inside: str | None = None
    data: str | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    answered: Mapping[str, str] = field(default_factory=dict)

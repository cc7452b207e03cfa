"""Operations of a vendor whose calls can be written as entries of a seed document."""

from collections.abc import Mapping
from dataclasses import field

from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class MadeByCall:
    """The list of the section for an operation's body, which becomes one entry or several.

    `inside` is the member of the body that has the entries, if it is not the body itself, and `data` the member of an entry that has most
    of its members. `renamed` are members with another name in a seed, `parameters` are taken from path or query, and `answered` from the
    answer: the name in the seed by the name there.
    """

    list: str
    inside: str | None = None
    data: str | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    answered: Mapping[str, str] = field(default_factory=dict)

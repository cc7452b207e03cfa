"""A data model: its elements as a tree, in which a name finds its place."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from emulator.courseware.cmi.element import CmiError, Element, Reason
from emulator.light.records import dataclass

_PARTS = re.compile(r"\{[^{}]*\}|[^.]+")
_INDEX = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)
_REMEMBERED = 20_000
_LONGEST_NAME = 4200
"""Characters of a name: the longest target that there can be (4,000), and the element before it."""


@dataclass(slots=True)
class _Node:
    named: dict[str, "_Node"] = field(default_factory=dict)
    indexed: "_Node | None" = None
    target: "_Node | None" = None
    element: Element | None = None
    children: str | None = None


@dataclass(frozen=True, slots=True)
class ElementPlace:
    """Where a name leads: to an element, or to a keyword of a group or list.

    `lists` are the lists on the way, outermost first: (name of the list, index in it). `ids` are the names of the `id`s
    of the entries on the way that have one.
    """

    name: str
    element: Element | None
    lists: tuple[tuple[str, int], ...] = ()
    ids: tuple[str, ...] = ()
    children: str | None = None
    counted: str | None = None

    @property
    def is_keyword(self) -> bool:
        """True for `_version`, `_children` and `_count`, which cannot be set."""
        return self.name.rpartition(".")[2].startswith("_")


class DataModel:
    """The data model of a SCORM version.

    `groups` are the names that have `_children`, `unique_ids` the lists whose entries have an id that cannot be changed after it is
    set. `id_first` is true if an entry's id must be set before its other elements. `learner` names the elements that
    hold the learner's id and name.
    """

    def __init__(
        self,
        name: str,
        elements: Iterable[Element],
        errors: Mapping[Reason, tuple[int, str]],
        *,
        groups: Iterable[str],
        learner: tuple[str, str],
        id_first: bool = False,
        unique_ids: frozenset[str] = frozenset(),
    ) -> None:
        self.name = name
        self.elements = {element.name: element for element in elements}
        self.learner = learner
        self.id_first = id_first
        self.unique_ids = unique_ids
        self._errors = errors
        self._root = _Node()
        self._found: dict[str, ElementPlace] = {}
        for element in self.elements.values():
            self._node(element.name).element = element
        for group in groups:
            node = self._node(group)
            named = node.indexed.named if node.indexed else node.named
            node.children = ",".join(name for name in named if not name.startswith("_"))

    def find(self, name: str) -> ElementPlace:
        """Look up a name. Raises `CmiError` if the data model does not have it."""
        place = self._found.get(name)
        if place is None:
            place = self._find(name)
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[name] = place
        return place

    def error(self, name: str, reason: Reason) -> CmiError:
        """The refusal in this version's code and words."""
        return CmiError(name, reason, *self._errors[reason])

    def _node(self, pattern: str) -> _Node:
        node = self._root
        for part in pattern.split("."):
            if part == "n":
                node.indexed = node.indexed or _Node()
                node = node.indexed
            elif part == "{target}":
                node.target = node.target or _Node()
                node = node.target
            else:
                node = node.named.setdefault(part, _Node())
        return node

    def _find(self, name: str) -> ElementPlace:
        parts = _PARTS.findall(name) if len(name) <= _LONGEST_NAME else []
        if ".".join(parts) != name:
            raise self.error(name, Reason.UNKNOWN)
        node, lists, ids = self._root, [], []
        for at, part in enumerate(parts):
            below = node.named.get(part)
            if below is None and node.indexed is not None and _INDEX.fullmatch(part):
                below = node.indexed
                lists.append((".".join(parts[:at]), int(part)))
                if "id" in below.named:
                    ids.append(".".join([*parts[: at + 1], "id"]))
            elif below is None and part.startswith("{target="):
                below = node.target
            if below is None:
                return self._keyword(name, node, parts[at:], tuple(lists))
            node = below
        if node.element is None:
            raise self.error(name, Reason.UNKNOWN)
        return ElementPlace(name, node.element, tuple(lists), tuple(ids))

    def _keyword(self, name: str, node: _Node, rest: list[str], lists: tuple[tuple[str, int], ...]) -> ElementPlace:
        if rest == ["_children"] and node is not self._root:
            if node.children is None:
                raise self.error(name, Reason.NO_CHILDREN)
            return ElementPlace(name, None, lists, children=node.children)
        if rest == ["_count"] and node is not self._root:
            if node.indexed is None:
                raise self.error(name, Reason.NO_COUNT)
            return ElementPlace(name, None, lists, counted=name.removesuffix("._count"))
        raise self.error(name, Reason.UNKNOWN)

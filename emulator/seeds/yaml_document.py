"""Seed documents in YAML: the part of it that JSON has, as people mean it.

A date is text, and so are `no`, `on`, `0123` and `12:30`, which YAML 1.1 takes for something else. Anchors, aliases and `<<` work.
"""

import re
from typing import Any

import yaml
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from emulator.seeds.refused import SeedError

MOST_EVENTS = 5_000_000
MOST_VALUES = 1_000_000
"""Values in a document once each alias is what it stands for."""
DEEPEST = 60

_TAG = "tag:yaml.org,2002:"
_MERGE = f"{_TAG}merge"
_PLAIN = (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", list("-+0123456789")),
    ("float", r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", list("-+0123456789")),
    ("merge", r"<<", ["<"]),
)
"""What is not text: the tag, the form of the whole value, and the characters that it begins with."""


_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same in C, ten times faster, where PyYAML was built with it."""


class _Loader(_BASE):  # type: ignore[misc]
    """Builds plain values alone. Every other tag is refused."""

    yaml_implicit_resolvers: Any = {}
    yaml_constructors: Any = {}

    def construct_members(self, node: Node) -> Any:
        """An object. No member may be there twice, and each has text for its name."""
        assert isinstance(node, MappingNode)
        seen: set[str] = set()
        for key, _ in node.value:
            if key.tag == _MERGE:
                continue
            if not isinstance(key, ScalarNode) or key.tag != f"{_TAG}str":
                name = key.value if isinstance(key, ScalarNode) else "this"
                raise _at(key, f"{name} cannot name a member: put it in quotes")
            if key.value in seen:
                raise _at(key, f"{key.value} is there twice")
            seen.add(key.value)
        members: dict[Any, Any] = {}
        yield members
        members.update(self.construct_mapping(node))

    def refuse_tag(self, node: Node) -> Any:
        """Refuse a value that is not a text, number, true, false, null, list or object."""
        raise _at(node, f"{node.tag.replace(_TAG, '!!')} is no kind of value that a seed can have")


for _name, _form, _first in _PLAIN:
    _Loader.add_implicit_resolver(f"{_TAG}{_name}", re.compile(rf"^(?:{_form})$"), _first)
for _name in ("null", "bool", "int", "float", "str", "seq"):
    _Loader.add_constructor(f"{_TAG}{_name}", getattr(SafeConstructor, f"construct_yaml_{_name}"))
_Loader.add_constructor(f"{_TAG}map", _Loader.construct_members)
_Loader.add_constructor(None, _Loader.refuse_tag)


def read_yaml(text: bytes) -> Any:
    """The document. Raises `SeedError` with line and column."""
    try:
        _check_levels(text)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                raise SeedError("line 1, column 1: the document is empty")
            _check_size(node)
            return loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise SeedError(f"{place}{error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise SeedError(f"it cannot be read as YAML: {' '.join(str(error).split())}") from None
    except (ValueError, OverflowError) as error:  # a number that is too long
        raise SeedError(f"it has a value that cannot be read: {error}") from None


def _check_levels(text: bytes) -> None:
    """Before anything that is recursive sees the text."""
    level = 0
    for count, event in enumerate(yaml.parse(text, Loader=_BASE)):
        if isinstance(event, yaml.CollectionStartEvent):
            level += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            level -= 1
        if level > DEEPEST or count > MOST_EVENTS:
            raise SeedError(f"line {event.start_mark.line + 1}: the document has too many levels or values")


def _check_size(node: Node) -> None:
    """Refuse a document that becomes large when its aliases are written out, or that contains itself."""
    if _size(node, {}) > MOST_VALUES:
        raise SeedError(f"with what its aliases stand for, the document has more than {MOST_VALUES} values")


def _size(node: Node, sizes: dict[Node, int]) -> int:
    found = sizes.get(node)
    if found == 0:
        raise _at(node, "it contains itself")
    if found is None:
        sizes[node] = 0
        found = sizes[node] = 1 + sum(_size(each, sizes) for each in _children(node))
    return found


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _at(node: Node, words: str) -> ConstructorError:
    return ConstructorError(None, None, words, node.start_mark)

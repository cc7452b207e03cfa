"""Building the shape of a value, with the contract's types."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from emulator.contract.model import Contract, Field, Operation, Schema
from emulator.light.records import dataclass
from emulator.verifying.shapes.forms import KNOWN, UNKNOWN, form_of
from emulator.verifying.shapes.node import Node
from emulator.verifying.shapes.vocabulary import Vocabulary

DEEPEST = 30
NUMBERS = ("number", "decimal")
FREE = ("map", "any")
"""Types whose member names are data."""


@dataclass(frozen=True, slots=True)
class Builder:
    """`refs` maps bound values to their names; `words` is True if the texts are those of an error."""

    contract: Contract
    vocabulary: Vocabulary
    operation: Operation | None
    status: int
    refs: Mapping[str, str] = field(default_factory=dict)
    values: frozenset[str] = frozenset()

    def note(self, node: Node, value: Any, schema: Schema | None, own: Field | None = None, depth: int = 0) -> None:
        """Add a value to the node of its place. `schema` is the type of an object there, `own` the field of this place in its parent."""
        node.count += 1
        if isinstance(value, dict):
            self._object(node, value, schema, own, depth)
        elif isinstance(value, list):
            node.kinds.add("array")
            node.lengths.append(len(value))
            node.items = node.items or Node()
            for each in value if depth < DEEPEST else ():
                self.note(node.items, each, schema, own, depth + 1)
                node.entries.append(tuple(sorted({self.refs[text] for text in texts_in(each) if text in self.refs})))
        else:
            self._scalar(node, value, own)

    def _object(self, node: Node, value: dict[str, Any], schema: Schema | None, own: Field | None, depth: int) -> None:
        node.kinds.add("object")
        node.objects += 1
        if depth >= DEEPEST or (schema is None and own is not None and own.type in FREE):
            return
        fields = {each.name: each for each in schema.fields} if schema is not None else {}
        shown_names = {
            name: name if name in fields else self.vocabulary.member(name, self.values, fixed=schema is not None)
            for name in value
        }
        node.ordered(dict.fromkeys(shown_names.values()))
        for name, inner in value.items():
            member, shown = fields.get(name), shown_names[name]
            below = self.contract.schemas[member.schema] if member is not None and member.schema else None
            self.note(node.member(shown), inner, below, member, depth + 1)

    def _scalar(self, node: Node, value: Any, own: Field | None) -> None:
        node.kinds.add(_kind(value, own))
        if not isinstance(value, str):
            return
        if value in self.refs:
            node.refs.add(self.refs[value])
        if own is not None and own.enum is not None and value:
            node.forms.add(KNOWN if value in own.enum else UNKNOWN)
        elif self.status >= 400 and form_of(value) == "text":
            node.forms.add(self.vocabulary.words(self.operation, self.status, value))
        else:
            node.forms.add(form_of(value))


def _kind(value: Any, own: Field | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, int) and not (own is not None and own.type in NUMBERS):
        return "integer"
    return "number"


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)

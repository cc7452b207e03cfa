"""Sending the emulator requests of the same shapes as the recorded ones, with made-up values."""

from collections.abc import Iterator
from typing import Any

from emulator.contract.model import Contract, Field, Operation, Schema
from emulator.light.records import dataclass
from emulator.vendors.scenarios.step import Step
from emulator.verifying.errors import NotTriedError
from emulator.verifying.judging.file_diff import Refused
from emulator.verifying.own_shapes import OwnShapes
from emulator.verifying.shapes.asked import BODY, QUERY, known_query
from emulator.verifying.shapes.node import Node
from emulator.verifying.shapes.shape_file import Shapes

ORDER = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
"""Reads come first and deletions last, so that as many objects as possible exist for each."""
NUMBERS = ("integer", "number", "decimal")
TEXTS = {
    "mail address": "{prefix}@example.com",
    "URL": "https://example.com/",
    "date and time with Z": "2030-05-06T09:00:00Z",
    "date and time without a zone": "2030-05-06T09:00:00",
    "date": "2030-05-06",
    "number": "1",
    "boolean": "true",
}
"""A made-up text for each form. All other texts are the prefix, which is unique."""


def replay(own: OwnShapes, file: Shapes) -> list[Refused]:
    """Send the recorded requests that the vendor served and no scenario makes; adds the answers to `own`. Raises `CannotVerifyError`."""
    contract, refused = own.side.contract, []
    for operation, sent, key in _wanted(contract, file, own.shapes):
        maker = Maker(contract, frozenset(own.side.bound), frozenset(own.side.verification.query))
        try:
            answer = own.ask(maker.step(operation, sent))
        except NotTriedError:
            continue  # it needs an id, and no list has ids of this kind
        if answer.key != key and answer.status >= 400:
            refused.append(Refused(operation.id, answer.status))
    return refused


def _wanted(contract: Contract, file: Shapes, own: Shapes) -> Iterator[tuple[Operation, Node, tuple[str, int, str]]]:
    for method in ORDER:
        for answer in file.answers.values():
            operation = contract.operations.get(answer.operation)
            if operation is None or operation.method != method or operation.unserved:
                continue
            if answer.sent is not None and answer.status < 400 and answer.key not in own.answers:
                yield operation, answer.sent, answer.key


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes requests. Members and parameters named in `bound` get the bound value; parameters named in `carried` are sent with every call
    anyway."""

    contract: Contract
    bound: frozenset[str]
    carried: frozenset[str]

    def step(self, operation: Operation, sent: Node) -> Step:
        """A request of the recorded shape, without what the contract does not have; `file_diff` reports that as not served."""
        known = {each.name: each for each in known_query(self.contract, operation) if each.name not in self.carried}
        query, body = sent.members.get(QUERY, Node()), sent.members.get(BODY)
        schema = self.contract.schemas.get(operation.request.schema or "") if operation.request is not None else None
        return Step(
            operation=operation.id,
            path={each.name: "{" + each.name + "}" for each in operation.parameters if each.place == "path"},
            query={
                name: str(self._scalar(query.members.get(name, Node()), own))
                for name, own in known.items()
                if own.required or name in query.members
            },
            body=self._value(body, schema) if body is not None else None,
        )

    def _value(self, node: Node, schema: Schema | None, own: Field | None = None) -> Any:
        if "array" in node.kinds:
            return [self._value(node.items, schema, own)] if node.items is not None and node.items.kinds else []
        if "object" not in node.kinds:
            return self._scalar(node, own)
        fields = {each.name: each for each in schema.fields} if schema is not None else {}
        return {
            name: self._value(node.members[name], self.contract.schemas.get(fields[name].schema or ""), fields[name])
            for name in node.order
            if name in fields
        }

    def _scalar(self, node: Node, own: Field | None) -> Any:
        if node.kinds == {"null"}:
            return None
        if own is not None and own.enum:
            return own.enum[0]
        if own is not None and own.name in self.bound:
            return "{" + own.name + "}"
        if own is not None and own.type in NUMBERS:
            return int(own.min) if own.min is not None else 1
        if own is not None and own.type == "boolean":
            return True
        return next((text for form, text in TEXTS.items() if form in node.forms), "{prefix}")

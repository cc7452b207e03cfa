"""The shape of a whole answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from emulator.contract.model import Contract, Operation
from emulator.verifying.shapes import bodies
from emulator.verifying.shapes.building import Builder, texts_in
from emulator.verifying.shapes.headers import shape_of
from emulator.verifying.shapes.node import Node
from emulator.verifying.shapes.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer as it came. It is not kept."""

    status: int
    reason: str
    headers: list[tuple[str, str]]
    body: bytes
    seconds: float = 0.0

    @property
    def media(self) -> str:
        """The media type, without parameters."""
        given = next((value for name, value in self.headers if name.lower() == "content-type"), "")
        return given.partition(";")[0].strip().lower()


@dataclass(slots=True)
class ShapedAnswer:
    """`root` is the root of an XML body, `sent` the shape of the requests (`asked`), where it was kept.

    `seconds` serves comparison within one run, and is not written."""

    operation: str
    status: int
    reason: str
    headers: dict[str, str]
    body: Node
    root: str | None = None
    sent: Node | None = field(default=None, compare=False)
    seconds: float = field(default=0.0, compare=False)

    @property
    def key(self) -> tuple[str, int, str]:
        """The key by which answers are grouped: operation, status and media type."""
        return self.operation, self.status, self.headers.get("content-type", "").partition(";")[0]


class Shaper:
    """Makes shapes of a vendor's answers."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.vocabulary = Vocabulary(contract)

    def shape(
        self, operation: Operation | None, raw: Raw, refs: Mapping[str, str] | None = None, sent: Iterable[str] = ()
    ) -> ShapedAnswer:
        """The shape of an answer. `refs` names values that were bound, `sent` are texts of the request, which no name may be."""
        answer = ShapedAnswer(
            operation.id if operation else "",
            raw.status,
            self.vocabulary.words(operation, raw.status, raw.reason),
            shape_of(raw.headers, self.contract.response_headers),
            Node(),
            seconds=raw.seconds,
        )
        kind, value = self._value(operation, raw, answer)
        if kind:
            answer.body.kinds.add(kind)
            return answer
        values = frozenset((*texts_in(value), *sent))
        builder = Builder(self.contract, self.vocabulary, operation, raw.status, refs or {}, values)
        schema, _ = bodies.schema_of(self.contract, operation, raw.status, raw.media)
        builder.note(answer.body, value, schema)
        return answer

    def _value(self, operation: Operation | None, raw: Raw, answer: ShapedAnswer) -> tuple[str, Any]:
        """(the kind of a body that is not a document, or None; its value)."""
        if not raw.body:
            return "nothing", None
        try:
            if raw.media.endswith("json"):
                return "", bodies.json_value(raw.body)
            if raw.media.endswith("xml"):
                schema, is_list = bodies.schema_of(self.contract, operation, raw.status, raw.media)
                root, value = bodies.xml_value(self.contract, schema, is_list, raw.body)
                answer.root = self.vocabulary.member(root, frozenset(), fixed=False)
                return "", value
        except bodies.UnreadableBodyError:
            return "no document of its media type", None
        return ("text" if raw.media.startswith("text/") else "a file"), None

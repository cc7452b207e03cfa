"""The shape of a whole answer."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from emulator.contract.model import Contract, Operation
from emulator.light.records import dataclass
from emulator.verifying.shapes import bodies
from emulator.verifying.shapes.building import Builder, texts_in
from emulator.verifying.shapes.headers import shape_of
from emulator.verifying.shapes.node import Node
from emulator.verifying.shapes.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer as it was received. It is never stored."""

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
    """The shape of one answer. `root` is the root of an XML body, `sent` the shape of the request (`asked`) if it was recorded. `seconds`
    is the duration of the call; it is used within a run and is not written to the file."""

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
        """The shape of an answer. `refs` maps bound values to names; `sent` are texts of the request, which must not appear as names."""
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
        """(kind, value) of a body: the kind is None if the body is a document, otherwise it says what it is."""
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
            return "not a document of its media type", None
        return ("text" if raw.media.startswith("text/") else "a file"), None

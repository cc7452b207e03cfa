"""The shape of a request: the names of its query parameters and of its body's members, and the forms of their values."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from emulator.contract.model import Contract, Field, Operation
from emulator.verifying.shapes import bodies
from emulator.verifying.shapes.building import Builder
from emulator.verifying.shapes.node import Node
from emulator.verifying.shapes.vocabulary import Vocabulary

QUERY, BODY = "query", "body"


def asked(
    vocabulary: Vocabulary,
    contract: Contract,
    operation: Operation,
    query: str,
    media: str,
    body: bytes,
    texts: list[str],
) -> Node:
    """The shape of a request: its `query`, and its `body` if that is a document. `texts` are the request's texts, which must not appear as
    names."""
    builder = Builder(contract, vocabulary, operation, 200, values=frozenset(texts))
    found = Node(count=1, objects=1, kinds={"object"})
    _query(builder, found.member(QUERY), operation, dict(parse_qsl(query)))
    request = operation.request
    if body and request is not None and request.schema is not None:
        try:
            value = _document(contract, operation, media, body)
        except bodies.UnreadableBodyError:
            return found
        builder.note(found.member(BODY), value, contract.schemas[request.schema])
    return found


def _document(contract: Contract, operation: Operation, media: str, body: bytes) -> object:
    assert operation.request is not None
    if media.endswith("xml"):
        schema = contract.schemas[operation.request.schema or ""]
        return bodies.xml_value(contract, schema, operation.request.list, body)[1]
    return bodies.json_value(body)


def _query(builder: Builder, node: Node, operation: Operation, given: Mapping[str, str]) -> None:
    """The shape of the query. Known parameters have the contract's spelling, in any case if the vendor ignores case."""
    fold = str.lower if builder.contract.case_insensitive else str
    known = {fold(each.name): each for each in known_query(builder.contract, operation)}
    node.count, node.objects = 1, 1
    node.kinds.add("object")
    for name, value in given.items():
        own = known.get(fold(name))
        shown = own.name if own else builder.vocabulary.member(name, builder.values, fixed=True)
        builder.note(node.member(shown), value, None, own)


def known_query(contract: Contract, operation: Operation) -> list[Field]:
    """The query parameters that the contract has for an operation, credentials included."""
    credentials = [
        Field(name=each["name"], place="query") for each in contract.security.values() if each.get("in") == "query"
    ]
    return [
        *(each for each in (*operation.parameters, *contract.common_parameters) if each.place == "query"),
        *credentials,
    ]

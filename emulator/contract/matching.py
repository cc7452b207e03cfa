"""Finding the operation of a request: by path segments, in time that does not grow with the number of operations."""

from dataclasses import field
from typing import Any
from urllib.parse import unquote

from emulator.contract.model import Contract, Operation
from emulator.light.records import dataclass


@dataclass(slots=True)
class _Node:
    """A place in the tree of paths: what follows by name, what follows as a parameter, and what ends here by method."""

    named: dict[str, "_Node"] = field(default_factory=dict)
    parameter: "_Node | None" = None
    operations: dict[str, tuple[Operation, tuple[str, ...]]] = field(default_factory=dict)


class Match:
    """The result of looking up a path: the operation and its path parameters, or no operation and the methods the path has."""

    __slots__ = ("allowed", "operation", "values")

    def __init__(self, operation: Operation | None, values: dict[str, str], allowed: tuple[str, ...]) -> None:
        self.operation = operation
        self.values = values
        self.allowed = allowed


class Matcher:
    """The tree of a contract's paths."""

    def __init__(self, contract: Contract) -> None:
        self._fold = contract.case_insensitive
        self._root = _Node()
        for operation in contract.operations.values():
            self._add(operation)

    def match(self, method: str, path: str) -> Match:
        """The operation at a still percent-encoded path below the base path; empty segments (`//`) do not count."""
        segments = [segment for segment in path.split("/") if segment]
        allowed: set[str] = set()
        found = self._find(self._root, method, segments, 0, [], allowed)
        if found is None:
            return Match(None, {}, tuple(sorted(allowed)))
        operation, names, values = found
        return Match(operation, dict(zip(names, map(_decoded, values), strict=True)), ())

    def _add(self, operation: Operation) -> None:
        node, names = self._root, []
        for segment in operation.path.strip("/").split("/"):
            if segment.startswith("{"):
                names.append(segment[1:-1])
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.named.setdefault(segment.lower() if self._fold else segment, _Node())
        node.operations[operation.method] = (operation, tuple(names))

    def _find(
        self, node: _Node, method: str, segments: list[str], at: int, values: list[str], allowed: set[str]
    ) -> Any:
        """A literal segment wins over a parameter, unless only the parameter's branch has the method."""
        if at == len(segments):
            allowed.update(node.operations)
            found = node.operations.get(method)
            return (*found, values) if found else None
        segment = segments[at]
        named = node.named.get(segment.lower() if self._fold else segment)
        if named is not None:
            result = self._find(named, method, segments, at + 1, values, allowed)
            if result is not None:
                return result
        if node.parameter is not None:
            return self._find(node.parameter, method, segments, at + 1, [*values, segment], allowed)
        return None


def _decoded(segment: str) -> str:
    return unquote(segment) if "%" in segment else segment

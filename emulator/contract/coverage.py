"""Which operations of a contract are served, and the evidence for each."""

from collections.abc import Mapping
from typing import Any

from emulator.contract.model import Contract, Operation, Part

_NONE: Mapping[str, Mapping[Part, Mapping[str, Any]]] = {}


def coverage(
    contract: Contract, served_by: Mapping[str, str], verified: Mapping[str, Mapping[Part, Mapping[str, Any]]] = _NONE
) -> dict[str, Any]:
    """A vendor's operations, after their counts: each with its evidence by part and the place of its endpoint (or why it is not served)."""
    operations = [
        _operation(operation, served_by.get(operation.id), verified.get(operation.id, {}))
        for operation in contract.operations.values()
    ]
    return {
        "vendor": contract.vendor,
        "base_path": contract.base_path,
        "known": len(operations),
        "served": len(served_by),
        "operations": operations,
    }


def _operation(
    operation: Operation, served_by: str | None, verified: Mapping[Part, Mapping[str, Any]]
) -> dict[str, Any]:
    return {
        "id": operation.id,
        "resource": operation.resource,
        "method": operation.method,
        "path": operation.path,
        "served": served_by is not None,
        **({"served_by": served_by} if served_by else {"why_not": operation.unserved}),
        "evidence": dict(operation.evidence),
        "verified": {part: dict(day) for part, day in verified.items()},
        "errors": [
            {"status": entry.status, "name": entry.name, "text": entry.text, "evidence": entry.evidence}
            for entry in operation.errors
        ],
    }

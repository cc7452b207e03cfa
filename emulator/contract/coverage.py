"""What is served of a contract, and the evidence for it."""

from typing import Any

from emulator.contract.model import Contract, Operation


def coverage(contract: Contract, served: set[str]) -> dict[str, Any]:
    """A vendor's operations, each with its evidence by part and whether it is served (if not, why not); the counts first."""
    operations = [_operation(operation, operation.id in served) for operation in contract.operations.values()]
    return {
        "vendor": contract.vendor,
        "base_path": contract.base_path,
        "known": len(operations),
        "served": len(served),
        "operations": operations,
    }


def _operation(operation: Operation, served: bool) -> dict[str, Any]:
    return {
        "id": operation.id,
        "resource": operation.resource,
        "method": operation.method,
        "path": operation.path,
        "served": served,
        **({} if served else {"why_not": operation.reason or None}),
        "evidence": dict(operation.evidence),
        "errors": [
            {"status": entry.status, "name": entry.name, "text": entry.text, "evidence": entry.evidence}
            for entry in operation.errors
        ],
    }

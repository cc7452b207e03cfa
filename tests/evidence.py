"""What the tests saw of each operation: the statuses it answered, and to whom: anyone, an official client, a replayed recording.

`scripts/evidence` runs the tests with TEST_EVIDENCE naming a folder; each test process leaves a file there, and `main` merges them
into tests/evidence.json, which the coverage page is made from.
"""

import json
import os
import sys
from pathlib import Path

from emulator.vendors import load_vendor
from emulator.vendors.call import Call

FOLDER = "TEST_EVIDENCE"
RECORD = Path(__file__).with_name("evidence.json")
CALLERS = {"client": ("swagger-codegen/", "openapi-generator/"), "recording": ("recording/",)}
"""Whom a User-Agent names. A test that replays a recording of the real service calls itself `recording/NAME`."""

_seen: set[tuple[str, str, int, str]] = set()


def note(vendor: str, call: Call, status: int) -> None:
    """An operation answered a status to somebody."""
    if call.operation is not None:
        agent = (call.request.header(b"user-agent") or "").lower()
        caller = next((name for name, agents in CALLERS.items() if agent.startswith(agents)), "")
        _seen.add((vendor, call.operation.id, status, caller))


def write() -> None:
    """Leave this process's part in the folder that the environment names, if it names one."""
    folder = os.environ.get(FOLDER)
    if folder and _seen:
        (Path(folder) / f"{os.getpid()}.json").write_text(json.dumps(sorted(_seen)))


def main(folder: Path) -> None:
    """Merge the parts: by vendor and operation, the statuses seen by anyone, by an official client and by replayed recordings."""
    record: dict[str, dict[str, dict[str, list[int]]]] = {}
    for part in sorted(folder.glob("*.json")):
        for vendor, operation, status, caller in json.loads(part.read_text()):
            if operation not in load_vendor(vendor).contract.operations:
                continue  # a test of scripts/new-operation made it, in a copy
            entry = record.setdefault(vendor, {}).setdefault(operation, {"seen": []})
            for name in ("seen", caller) if caller else ("seen",):
                entry.setdefault(name, [])
                entry[name] = sorted({*entry[name], status})
    lines = [
        f"  {json.dumps(vendor)}: {{\n"
        + ",\n".join(f"    {json.dumps(name)}: {json.dumps(found)}" for name, found in sorted(operations.items()))
        + "\n  }"
        for vendor, operations in sorted(record.items())
    ]
    RECORD.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

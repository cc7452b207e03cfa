"""What the tests saw of each operation: which statuses it answered, and whether the official client drove it.

`scripts/evidence` runs the tests with TEST_EVIDENCE naming a folder; each test process leaves a file there, and `main` merges them
into tests/evidence.json, which the coverage page is made from.
"""

import json
import os
import sys
from pathlib import Path

from emulator.vendors.call import Call

FOLDER = "TEST_EVIDENCE"
RECORD = Path(__file__).with_name("evidence.json")
OFFICIAL_CLIENTS = ("swagger-codegen/", "openapi-generator/")

_seen: set[tuple[str, str, int, bool]] = set()


def note(vendor: str, call: Call, status: int) -> None:
    """An operation answered a status to somebody."""
    if call.operation is not None:
        agent = (call.request.header(b"user-agent") or "").lower()
        _seen.add((vendor, call.operation.id, status, agent.startswith(OFFICIAL_CLIENTS)))


def write() -> None:
    """Leave this process's part in the folder that the environment names, if it names one."""
    folder = os.environ.get(FOLDER)
    if folder and _seen:
        (Path(folder) / f"{os.getpid()}.json").write_text(json.dumps(sorted(_seen)))


def main(folder: Path) -> None:
    """Merge the parts: by vendor and operation, the statuses seen and those that an official client saw."""
    record: dict[str, dict[str, dict[str, list[int]]]] = {}
    for part in sorted(folder.glob("*.json")):
        for vendor, operation, status, official in json.loads(part.read_text()):
            entry = record.setdefault(vendor, {}).setdefault(operation, {"seen": [], "client": []})
            for name in ("seen", "client") if official else ("seen",):
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

"""Put into the contracts what a file of shapes verifies: `scripts/verified FILE`, then look at the difference."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from emulator.contract.model import Part
from emulator.vendors import ENTRIES, load_vendor
from emulator.verifying.errors import CannotVerifyError
from emulator.verifying.shapes.shape_file import read
from emulator.verifying.verified_parts import verified_parts
from scripts.contract_files import laid_out

ROOT = Path(__file__).parents[1]


def raised(text: str, parts: dict[str, set[Part]], day: str) -> tuple[str, int]:
    """(the text of a file of operations with the evidence raised, how many parts that are)."""
    operations = json.loads(text)
    count = 0
    for operation in operations:
        for part in sorted(parts.get(operation["id"], ())):
            count += 1
            operation["evidence"][part] = "verified"
            operation.setdefault("verified", {})[part] = day
            operation.get("reason", {}).pop(part, None)
        if operation.get("reason") == {}:
            del operation["reason"]
    return (laid_out(json.dumps(operations)) if count else text), count


def main(arguments: Iterable[str]) -> int:
    """Read the file, and write what it verifies."""
    try:
        (name,) = arguments
        file = read(Path(name))
        if file.vendor not in [entry.name for entry in ENTRIES]:
            raise CannotVerifyError(f"{file.vendor} is not installed")
        parts = verified_parts(load_vendor(file.vendor).contract, file)
    except ValueError:
        print("usage: scripts/verified FILE", file=sys.stderr)
        return 2
    except CannotVerifyError as error:
        print(error, file=sys.stderr)
        return 1
    total = 0
    for path in sorted((ROOT / "emulator" / "vendors" / file.vendor / "contract" / "operations").glob("*.json")):
        text, count = raised(path.read_text(), parts, file.day)
        path.write_text(text)
        total += count
    print(
        f"{total} parts of {file.vendor} are verified; run scripts/generate, and look at the difference before you commit it"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

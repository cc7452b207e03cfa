"""Put everything into the style that scripts/check wants; what cannot be mended by itself is told, and the exit code is 1."""

import subprocess
import sys
from pathlib import Path

from scripts.contract_files import contract_files, laid_out

ROOT = Path(__file__).parents[1]
RUFF = (["check", "--fix", "."], ["format", "."])


def main() -> int:
    """Python first, then the contracts; returns 1 if ruff has found what it cannot mend."""
    failed = [ruff(arguments) for arguments in RUFF]
    for path in contract_files(ROOT):
        old = path.read_text()
        if (new := laid_out(old)) != old:
            path.write_text(new)
            print(f"{path.relative_to(ROOT)} laid out")
    return int(any(failed))


def ruff(arguments: list[str]) -> int:
    """Its exit code."""
    return subprocess.run([sys.executable, "-m", "ruff", *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

"""scripts/format: what scripts/check complains of in style is put right."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.scripts.conftest import Run


def test_what_is_out_of_style_is_put_right(checkout: Path, run: Run, passes: Callable[..., None]) -> None:
    code, contract = (checkout / "emulator/vendors/nexport" / name for name in ("errors.py", "contract/vendor.json"))
    neat = {path: path.read_text() for path in (code, contract)}
    code.write_text("import  os\n" + neat[code].replace('"""', "'''"))
    contract.write_text(json.dumps(json.loads(neat[contract])))
    assert run("ruff", "check", ".").returncode == 1
    assert run("scripts.generate", "--check").returncode == 1
    done = run("scripts.format")
    assert done.returncode == 0, done.stdout
    assert "emulator/vendors/nexport/contract/vendor.json laid out" in done.stdout
    assert contract.read_text() == neat[contract]
    passes()


def test_what_cannot_be_put_right_is_told(checkout: Path, run: Run) -> None:
    (checkout / "emulator/vendors/nexport/errors.py").write_text("print(undefined)\n")
    done = run("scripts.format")
    assert done.returncode == 1
    assert "F821" in done.stdout

"""Let Schemathesis look for answers of the emulator that its OpenAPI documents do not have, vendor by vendor, and of the control API."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx

from emulator.vendors import ENTRIES
from emulator.vendors.entry import Entry
from emulator.vendors.scenarios.verification import Verification, verification_of
from emulator.verifying.own_emulator import emulated_side, own_emulator, sandbox
from emulator.verifying.stepping import Stepper
from emulator.verifying.templates import filled

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
CONTROL = "control"
NOT_ASKED = "(events|wait|reset|import)$"
"""Of the control API: what does not end, waits, or takes away what the others ask for."""
EXPECTED = ["2xx", "3xx", "4xx", "501"]
"""A 501 is a refusal by name, which the documents declare; no other failure of the server is expected."""


def main() -> int:
    """Ask for each vendor; exit code 1 if something was found."""
    parser = argparse.ArgumentParser(prog="scripts/schemathesis", description=__doc__)
    parser.add_argument("--short", action="store_true", help="examples and a few generated cases, less than a minute")
    parser.add_argument("--examples", type=int, default=10, help="generated cases of each operation [10]")
    parser.add_argument(
        "--vendor", choices=[*(entry.name for entry in ENTRIES), CONTROL], help="one vendor alone, or the control API"
    )
    parser.add_argument("--seed", type=int, default=1, help="other cases [1]")
    given = parser.parse_args()
    failed = []
    with own_emulator() as root, tempfile.TemporaryDirectory() as folder:
        for entry in ENTRIES:
            how = verification_of(entry)
            if how is None or given.vendor not in (None, entry.name):
                continue
            with sandbox(root, entry, b"{}") as here:
                config = Path(folder) / f"{entry.name}.toml"
                config.write_text(_config(entry, how, here))
                if _asked(entry.name, here, config, given):
                    failed.append(entry.name)
        if given.vendor in (None, CONTROL):
            config = Path(folder) / "control.toml"
            config.write_text("\n".join(_checks()))
            if _asked(CONTROL, root, config, given, "--exclude-path-regex", NOT_ASKED):
                failed.append(CONTROL)
    if failed:
        print(f"outside the document: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


def _asked(name: str, here: str, config: Path, given: argparse.Namespace, *options: str) -> int:
    phases = ["--phases", "examples,fuzzing", "-n", "1", "--max-time", "15"] if given.short else []
    document = f"{here}/_emulator/openapi/{name}.json"
    line = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run", document]
    line += ["--checks", ",".join(CHECKS), "--seed", str(given.seed), "--no-shrink", "--continue-on-failure"]
    line += ["--suppress-health-check", "all", "--warnings", "off"]
    line += phases or ["--phases", "examples,coverage,fuzzing", "-n", str(given.examples)]
    line += options
    return subprocess.run(line, cwd=config.parent, check=False).returncode


def _checks() -> list[str]:
    return ["[checks.not_a_server_error]", f"expected-statuses = {json.dumps(EXPECTED)}"]


def _config(entry: Entry, how: Verification, here: str) -> str:
    """The credentials as every call carries them, for Schemathesis."""
    side = emulated_side(entry, how, here)
    Stepper(side.contract, how).log_in(side)
    side.close()
    lines = [*_checks(), "[headers]"]
    headers = dict(how.headers)
    if how.basic is not None:
        request = httpx.Request("GET", here)
        flow = httpx.BasicAuth(*(filled(text, side.bound) for text in how.basic)).auth_flow(request)
        headers["Authorization"] = next(flow).headers["Authorization"]
    lines += [f"{json.dumps(name)} = {json.dumps(filled(text, side.bound))}" for name, text in headers.items()]
    lines.append("[parameters]")
    lines += [f'"query.{name}" = {json.dumps(filled(text, side.bound))}' for name, text in how.query.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

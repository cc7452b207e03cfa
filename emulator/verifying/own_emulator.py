"""The emulator that the vendor is compared with: one that is started for this run, or a sandbox of a running one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files

import httpx

from emulator.sandbox.ids import Ids
from emulator.vendors.entry import Entry
from emulator.vendors.scenarios.verification import Verification
from emulator.verifying.errors import CannotVerifyError
from emulator.verifying.side import Side

SECONDS = 60.0
KEPT = (
    "EMULATOR_DATA",
    "EMULATOR_HOST",
    "EMULATOR_PORT",
    "EMULATOR_SEED",
    "EMULATOR_CONTROL_TOKEN",
    "EMULATOR_PUBLIC_URL",
)
"""Settings of the user's own emulator that must not reach this one."""


def unique(prefix: str) -> str:
    """The prefix with a suffix that no other run has."""
    letters = "".join(each for each in Ids().secret(12).lower() if each.isalnum())
    return f"{prefix}-{letters[:8]}"


@contextmanager
def own_emulator() -> Iterator[str]:
    """Start an emulator for the duration of the block; yields its URL. Raises `CannotVerifyError`."""
    environment = {name: value for name, value in os.environ.items() if name not in KEPT}
    process = subprocess.Popen(
        [sys.executable, "-m", "emulator", "serve", "--memory", "--port", "0", "--json", "--quiet", "--exit-on-eof"],
        stdin=subprocess.PIPE,  # it ends when this process ends, for whatever reason
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,  # Ctrl+C is handled here: the objects at the vendor are deleted first
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise CannotVerifyError("the emulator does not start; try `lms-emulator serve --memory --port 0`")
        yield str(json.loads(line)["url"])
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def own_seed(entry: Entry) -> bytes:
    """A seed document with an object of each kind that the vendor's reads look for (`verification_seed.json` of its package)."""
    file = files(entry.module).joinpath("verification_seed.json")
    return json.dumps({entry.name: json.loads(file.read_text("utf-8"))} if file.is_file() else {}).encode()


@contextmanager
def sandbox(root: str, entry: Entry, seed: bytes, token: str | None = None, name: str | None = None) -> Iterator[str]:
    """Create a sandbox with a seed and without rate limits; yields its URL and deletes it at the end. Raises `CannotVerifyError`."""
    name = name or unique("verify")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    settings = {"job_mode": "step", **{limit.setting: None for limit in entry.limits}}
    here = f"{root.rstrip('/')}/~{name}"
    with httpx.Client(headers=headers, timeout=SECONDS, trust_env=False) as client:
        try:
            for method, path, body in (
                ("PATCH", "settings", json.dumps(settings).encode()),
                ("POST", "seed", seed),
            ):
                answer = client.request(method, f"{here}/_emulator/{path}", content=body)
                if not answer.is_success:
                    raise CannotVerifyError(f"the emulator at {root} answers {answer.status_code} to {path}")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise CannotVerifyError(f"no emulator answers at {root}: {error or type(error).__name__}") from None
        try:
            yield here
        finally:
            with suppress(httpx.HTTPError):  # then the sandbox is gone with its emulator
                client.delete(f"{root.rstrip('/')}/_emulator/sandboxes/{name}")


def emulated_side(entry: Entry, how: Verification, here: str, prefix: str | None = None) -> Side:
    """The emulator's side, at the URL of a sandbox, with the emulator's own credentials."""
    from emulator.vendors import load_vendor

    bound = {credential.name: credential.emulated for credential in how.credentials}
    bound["prefix"] = prefix or unique("zz-own")
    contract = load_vendor(entry.name).contract
    return Side("the emulator", here + entry.base_path, contract, how, bound, pace=0, trusts_environment=False)

"""Libraries that take long to import are imported in a thread, at their first use: the event loop's own thread imports none of them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from emulator.imports import UnimportedError, need
from tests.lrs.calling import number, statement
from tests.lrs.statements.test_attachments import SIGNATURE, attachment, certificate, jws, rsa_key, signer


def body() -> bytes:
    """A signed statement as multipart/mixed."""
    content = jws(statement(), head={"x5c": [certificate(rsa_key(2048))]}, sign=signer())
    about = attachment(content, usageType=SIGNATURE, contentType="application/octet-stream")
    first = json.dumps(statement(id=number(1), attachments=[about])).encode()
    head = f"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {about['sha2']}"
    parts = (b"Content-Type: application/json\r\n\r\n" + first, head.encode() + b"\r\n\r\n" + content)
    return b"".join(b"--x\r\n" + part + b"\r\n" for part in parts) + b"--x--\r\n"


@pytest.mark.parametrize(
    ("what", "libraries"),
    [
        ("page", {"jinja2"}),
        ("start_page", {"jinja2"}),
        ("login_page", {"jinja2"}),
        ("signed_statement", {"joserfc", "cryptography"}),
        ("signed_request", {"oauthlib"}),
        ("tool_key", {"joserfc", "cryptography"}),
    ],
)
def test_the_event_loop_imports_none_of_them(tmp_path: Path, what: str, libraries: set[str]) -> None:
    sent = tmp_path / "body"
    sent.write_bytes(body())
    command = [sys.executable, "-m", "tests.control.import_threads", what, str(tmp_path / "data"), str(sent)]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert finished.returncode == 0, finished.stderr
    before, seen = json.loads(finished.stdout)
    assert before == {}
    assert libraries <= set(seen), seen
    assert set(seen.values()) == {"thread"}, seen


def test_what_nobody_has_imported_is_asked_for() -> None:
    with pytest.raises(UnimportedError, match="no_such_library"):
        need("no_such_library")

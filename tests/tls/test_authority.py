"""The local certificate authority: made once, kept to oneself, and shown where to trust it."""

import json
import ssl
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from emulator.tls.authority import BUNDLE, CERTIFICATE, KEPT, Authority
from emulator.tls.contexts import Contexts
from emulator.tls.errors import TlsError
from tests.cli.running_command import lines


def test_of_several_that_begin_at_once_one_makes_it_and_nobody_else_can_read_its_key(tmp_path: Path) -> None:
    folder = tmp_path / "tls"
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: Authority(folder).fingerprint, range(8)))
    assert len({*made, Authority(folder).fingerprint}) == 1
    assert {file.name for file in folder.iterdir()} == {CERTIFICATE, KEPT, BUNDLE}
    assert (folder / KEPT).stat().st_mode & 0o777 == 0o600
    assert b"PRIVATE KEY" not in (folder / CERTIFICATE).read_bytes() + (folder / BUNDLE).read_bytes()


def test_a_folder_with_something_else_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / KEPT).write_text("no key")
    with pytest.raises(TlsError, match="is no certificate authority"):
        Authority(tmp_path)
    with pytest.raises(TlsError, match=str(tmp_path / KEPT)):
        Authority(tmp_path / KEPT / "x")


def test_a_name_that_the_emulator_does_not_have_is_shown_no_certificate_of_its_own(tmp_path: Path) -> None:
    contexts = Contexts(Authority(tmp_path), ["127.0.0.1"], lambda host: host == "ours.example")
    trusting = ssl.create_default_context(cafile=tmp_path / CERTIFICATE)
    _shake_hands(contexts.any, trusting, "127.0.0.1")
    _shake_hands(contexts.any, trusting, "ours.example")
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        _shake_hands(contexts.any, trusting, "bank.example")


def _shake_hands(server: ssl.SSLContext, client: ssl.SSLContext, host: str) -> None:
    """A handshake in memory."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    there = server.wrap_bio(to_server, to_client, server_side=True)
    here = client.wrap_bio(to_client, to_server, server_hostname=host)
    for side in (here, there, here, there):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue


def test_the_command_shows_where_to_trust_it_and_the_variables_for_a_shell(tmp_path: Path) -> None:
    said = json.loads("".join(lines("tls", "--json", folder=tmp_path)))
    assert Path(said["ca"]) == tmp_path / "data" / "tls" / "ca.pem"
    shown = "\n".join(lines("tls", folder=tmp_path))
    assert all(
        word in shown for word in (said["fingerprint"], "keytool", "NODE_EXTRA_CA_CERTS", ".NET", "curl --cacert")
    )
    assert f"export NODE_EXTRA_CA_CERTS={said['ca']}" in lines("tls", "--export", folder=tmp_path)

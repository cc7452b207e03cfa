"""A certificate authority of one's own, made once and kept in a folder: what a machine trusts so that it trusts the emulator."""

import hashlib
import os
import ssl
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from emulator.tls.errors import TlsError

if TYPE_CHECKING:
    import trustme

CERTIFICATE, KEPT, BUNDLE = "ca.pem", "ca-with-key.pem", "ca-bundle.pem"
"""The certificate alone; the certificate and its key, for nobody else; and the certificate with those that the machine trusts."""
_BEGIN = b"-----BEGIN CERTIFICATE-----"


class Authority:
    """The authority of a folder, which is made if it is missing. Raises `TlsError`.

    Several processes may begin at once: the file with the key is put in place whole, by the first one, and the others read that.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            kept = folder / KEPT
            if not kept.exists():
                _put_new(kept, _made())
            self._pem = kept.read_bytes()
            certificate = self._pem[self._pem.find(_BEGIN) :]
            self._ca = _read(certificate, self._pem)
            _put(folder / CERTIFICATE, certificate)
            _put(folder / BUNDLE, _trusted_by_machine() + certificate)
        except OSError as error:
            raise TlsError(
                f"{error.filename or folder} cannot be used for the certificate authority: {error.strerror}"
            ) from None
        except ValueError as error:
            raise TlsError(
                f"{folder / KEPT} is no certificate authority ({error}); remove it, and a new one is made"
            ) from None

    @property
    def certificate(self) -> Path:
        """The file with the certificate of the authority."""
        return self.folder / CERTIFICATE

    @property
    def bundle(self) -> Path:
        """The file with that certificate and all that this machine trusts, for programs that take one file in place of theirs."""
        return self.folder / BUNDLE

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, as trust stores show it."""
        digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(self.certificate.read_text())).hexdigest().upper()
        return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))

    def certify(self, context: ssl.SSLContext, *names: str) -> None:
        """Let a context show a new certificate for these names and addresses."""
        from datetime import timedelta

        from emulator.sandbox.clock import machine_now

        now = machine_now()
        leaf = self._ca.issue_cert(
            *names,
            organization_name="lms-emulator",
            organization_unit_name="an emulator on this machine",
            not_before=now - timedelta(days=1),
            not_after=now + timedelta(days=800),  # Apple's systems refuse more than 825
        )
        leaf.configure_cert(context)


def _made() -> bytes:
    """The key and the certificate of a new authority."""
    import trustme

    made = trustme.CA(path_length=0, organization_name="lms-emulator", organization_unit_name="local CA of an emulator")
    return made.private_key_pem.bytes() + made.cert_pem.bytes()


def _read(certificate: bytes, key: bytes) -> "trustme.CA":
    import trustme

    return trustme.CA.from_pem(certificate, key)


def _put_new(path: Path, content: bytes) -> None:
    """Write a file that nobody else can read, whole; nothing if another process was first."""
    part = _part(path, content)
    try:
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        part.unlink()


def _put(path: Path, content: bytes) -> None:
    """Write a file that everybody can read, whole, unless it is there with that content."""
    if path.exists() and path.read_bytes() == content:
        return
    part = _part(path, content)
    part.chmod(0o644)
    part.replace(path)


def _part(path: Path, content: bytes) -> Path:
    """A new file beside the path, for its owner alone."""
    number, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(number, "wb") as file:
        file.write(content)
    return Path(name)


def _trusted_by_machine() -> bytes:
    """The certificates that Python trusts here; nothing where they are in no file."""
    file = ssl.get_default_verify_paths().openssl_cafile
    with suppress(OSError):
        return Path(file).read_bytes().rstrip(b"\n") + b"\n"
    return b""

"""Errors of certificates."""


class TlsError(Exception):
    """Certificates cannot be made or read; the words say why."""

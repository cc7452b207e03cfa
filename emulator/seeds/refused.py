"""Errors of seed documents that cannot be used."""


class SeedError(Exception):
    """A seed document that cannot be used; the words name the line or the path in it."""


class SeedConflictError(SeedError):
    """A seed document has a credential that another sandbox owns."""

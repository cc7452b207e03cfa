"""Driver errors which mean that the server or its disk cannot store anything. All others are defects."""

import re

import psycopg

_CLASSES = ("08", "53", "57", "58", "25006", "3D000", "28", "40", "55P03", "XX")
"""SQLSTATE classes: no connection, no resources, shutdown, disk failure, read-only, no such database, access refused, deadlock, no lock."""
PASSWORD = re.compile(r"^\w+://[^:@/]*:(.*)@", re.DOTALL)
ENCODED = re.compile(r"(?:[\w.~!$&'()*+,;=:-]|%[0-9a-fA-F]{2})*", re.ASCII)


def why_unwritable(error: BaseException) -> str | None:
    """Why nothing can be written, in one line; None if the error means something else."""
    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate
    if state is None:
        return in_words(error) if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) else None
    return in_words(error) if state.startswith(_CLASSES) else None


def about_url(error: BaseException, url: str) -> str:
    """Why no connection could be opened, in one line, without what the driver took for a host or an option in an unencoded password."""
    secret = PASSWORD.search(url)
    if secret is not None and not ENCODED.fullmatch(secret[1]):
        return "user and password of the URL have to be percent-encoded: a blank is %20, @ is %40, / is %2F, # is %23"
    return in_words(error)


def in_words(error: BaseException) -> str:
    """The message of the server or driver, in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"PostgreSQL: {lines[0] if lines else type(error).__name__}"

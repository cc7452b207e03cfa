"""Queries of the addresses of rows."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

_PLAIN = re.compile(r"[A-Za-z0-9_.~-]+").fullmatch


def query_of(values: Mapping[str, Any]) -> str:
    """The values of columns as a query, as `urlencode` writes it. Most are ids, in which nothing needs an escape."""
    return "&".join(
        [
            f"{name}={value}" if type(value) is str and _PLAIN(value) else urlencode({name: value})
            for name, value in values.items()
        ]
    )

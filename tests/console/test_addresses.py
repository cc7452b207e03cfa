"""Queries of addresses."""

from urllib.parse import urlencode

import pytest

from emulator.console.addresses import query_of


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"id": "lee"},
        {"id": "a0000000-0000-4000-8000-000000000001", "version": 3},
        {"id": "a b&c=d", "email": "ann@example.com", "tilde": "a~b", "ü": "ü", "none": None, "empty": "", "yes": True},
        {"id": "a\n", "number": "٣"},
    ],
)
def test_a_query_is_what_urlencode_writes(values: dict[str, object]) -> None:
    assert query_of(values) == urlencode(values)

"""Seed documents, as one is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Union

Document = Union[Mapping[str, Any], str, bytes]
"""A seed document: as a dict, or as the text of a file (JSON with comments, or YAML)."""

"""An entry as a test for pytest that fails unless such a call was made."""

import re
from collections.abc import Mapping
from pprint import pformat
from typing import Any

TEXT = """import httpx


def test_{name}() -> None:
    expected = {expected}
    answer = httpx.post("{verify}", json=expected).json()
    assert answer["ok"], answer["reason"]
"""


def assertion(document: Mapping[str, Any], path: str, root: str) -> str:
    """The source of the test. `document` is the entry as the journal shows it, `path` its path without the sandbox, `root` the URL of the
    sandbox."""
    status = str(document["response"]["status"])
    expected = {"vendor": document["vendor"], "method": document["request"]["method"]}
    expected |= {"operation": document["operation"]} if document["operation"] else {"path": path}
    expected |= {"status": status, "at_least": 1}
    words = re.sub("[^a-z0-9]+", "_", f"{document['vendor']} {document['operation'] or path} {status}".lower()).strip(
        "_"
    )
    shown = pformat(expected, sort_dicts=False, width=100).replace("\n", "\n    ")
    return TEXT.format(name=f"{words}_was_called", expected=shown, verify=f"{root}/_emulator/journal/verify")

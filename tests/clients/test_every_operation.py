"""The official client drives every operation of SCORM Cloud somewhere in this folder."""

import re
from pathlib import Path

from emulator.vendors import load_vendor

SOURCES = "\n".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))


def test_every_operation_is_driven_by_the_official_client() -> None:
    called = set(re.findall(r"\.(\w+?)(?:_with_http_info)?\b", SOURCES))
    operations = load_vendor("scormcloud").contract.operations.values()
    missing = [operation.id for operation in operations if operation.python_method not in called]
    assert len(operations) == 161
    assert missing == []

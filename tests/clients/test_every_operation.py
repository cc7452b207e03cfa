"""The official client drives every operation of SCORM Cloud somewhere in this folder."""

import re
from pathlib import Path

from emulator.vendors import load_vendor

SOURCES = "\n".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))


def test_every_operation_is_driven_by_the_official_client() -> None:
    called = set(re.findall(r"\.(\w+?)(?:_with_http_info)?\b", SOURCES))
    operations = load_vendor("scormcloud").contract.operations.values()
    methods = {operation.id: operation.python_method for operation in operations if operation.python_method}
    assert methods
    assert [name for name, method in methods.items() if method not in called] == []

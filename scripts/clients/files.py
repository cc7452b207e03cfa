"""The files of the clients that are generated, and what they should have."""

from collections.abc import Iterator
from pathlib import Path

from scripts.clients import javascript, python, python_types
from scripts.clients.api import control_document, read_api, unknown_names

PYTHON = "pytest-plugin/src/pytest_lms_emulator"
JAVASCRIPT = "clients/javascript"


class UnknownNameError(Exception):
    """names.json names what the control API does not have."""


def client_files(root: Path) -> Iterator[tuple[Path, str]]:
    """(path, text) of each. Raises `UnknownNameError`."""
    document = control_document()
    unknown = unknown_names(document)
    if unknown:
        raise UnknownNameError(f"scripts/clients/names.json names what is no operation: {', '.join(sorted(unknown))}")
    api = read_api(document)
    yield root / JAVASCRIPT / "operations.js", javascript.operations(api)
    yield root / JAVASCRIPT / "operations.d.ts", javascript.types(api)
    package = root / PYTHON
    yield _in_style(package / "models.py", python_types.models(api))
    nouns = python.nouns(api)
    yield _in_style(package / "_async" / "nouns.py", nouns)
    yield _in_style(package / "_sync" / "nouns.py", python.without_asyncio(nouns))
    for name in ("__init__.py", "handles.py"):
        source = (package / "_async" / name).read_text()
        yield _in_style(package / "_sync" / name, python.without_asyncio(source))


def _in_style(path: Path, text: str) -> tuple[Path, str]:
    return path, python.in_style(text, path)

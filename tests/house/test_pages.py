"""Pages come from templates: no Python writes HTML, and no template writes what was not escaped."""

import ast
import re
from pathlib import Path

import pytest

from emulator.pages.templating import environment
from tests.house.source import PROGRAM, files, imports, name_of, tree
from tests.house.test_rooms import VENDOR_NAMES

HTML = re.compile(
    r"<!doctype|<(?:html|head|body|main|header|footer|nav|section|article|div|span|small|p|h[1-6]|a|ul|li|form|label|input|button|"
    r"style|script|img|iframe|table|br|b|i)(?:[ >/]|$)"
)
NO_PAGES = {
    "emulator/vendors/scormcloud/invitations/invitation_email.py": "an e-mail: the caller's own HTML, with placeholders filled in",
}
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape|Markup")
NAMES = re.compile(r"\"([\w.]+/[\w.]+\.(?:html|js))\"")


def templates() -> dict[str, Path]:
    """Every template of the program by the name under which it is asked for."""
    return {
        f"{path.parents[1].relative_to(PROGRAM.parent).as_posix().replace('/', '.')}/{path.name}": path
        for path in sorted(PROGRAM.rglob("templates/*"))
        if path.is_file()
    }


def docstrings(module: ast.Module) -> set[int]:
    """The strings of a module that nobody reads but people: statements of their own."""
    return {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}


def test_no_python_writes_html() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}: {node.value.strip()[:60]!r} belongs into a template"
        for path in files("emulator")
        if not any(name_of(path).endswith(known.rpartition("/")[2]) for known in NO_PAGES)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and HTML.search(node.value)
        and id(node) not in docstrings(tree(path))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_python_escapes_for_html_or_says_that_a_text_is_safe() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {module}: templates escape"
        for path in files("emulator")
        for line, module in imports(path)
        if module in ("html", "markupsafe")
    ]
    assert not wrong, "\n".join(wrong)


def test_jinja_is_imported_in_one_place() -> None:
    found = {
        name_of(path)
        for path in files("emulator")
        if any(module.partition(".")[0] == "jinja2" for _, module in imports(path))
    }
    assert found == {"emulator/pages/templating.py"}


def test_every_template_compiles_and_is_used() -> None:
    found = templates()
    texts = [path.read_text() for path in (*files("emulator"), *found.values())]
    used = {name for text in texts for name in NAMES.findall(text)}
    assert found.keys() == used, "a template that nobody uses, or a name of none"
    for name in found:
        environment().get_template(name)


@pytest.mark.parametrize("name", templates())
def test_a_template_escapes_everything_and_takes_nothing_from_elsewhere(name: str) -> None:
    text = templates()[name].read_text()
    assert not UNESCAPED.search(text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)
    if not name.startswith("emulator.vendors."):
        assert not VENDOR_NAMES.search(text)

"""Templates: what they escape, where they are found, and that they cost nothing before the first page."""

import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from emulator.pages.message import message_page
from emulator.pages.page import page_of
from emulator.pages.templating import environment, render

HOSTILE = "</h1><script>alert('1')</script> & \"x\""
ESCAPED = "&lt;/h1&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &#34;x&#34;"


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package of somebody else's, which is installed beside the emulator."""
    folder = tmp_path / f"plugin_{tmp_path.name}"  # a name of its own: what was imported stays
    (folder / "templates").mkdir(parents=True)
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    return folder.name


def write(plugin: str, tmp_path: Path, text: str) -> str:
    (tmp_path / plugin / "templates" / "hello.html").write_text(text)
    environment.cache_clear()
    return f"{plugin}/hello.html"


def test_whatever_a_value_says_is_text() -> None:
    body = message_page(404, HOSTILE, HOSTILE).body.decode()
    assert body.count(ESCAPED) == 3
    assert "<script" not in body


def test_a_letter_that_has_no_bytes_does_not_keep_a_page_from_being_shown() -> None:
    assert b"<h1>a?b</h1>" in message_page(404, "a\ud800b", "").body


def test_a_page_is_not_kept_and_takes_nothing_from_anywhere() -> None:
    headers = dict(message_page(404, "Not here", "There is no such page.").headers)
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Cache-Control"] == "no-store"


def test_a_package_outside_the_emulator_brings_templates_in_the_common_style(plugin: str, tmp_path: Path) -> None:
    text = '{% extends "emulator.pages/message.html" %}{% block more %}<p>{{ more }}</p>{% endblock %}'
    reply = page_of(write(plugin, tmp_path, text), 403, title="Hello", words="Nobody.", more="<b>")
    body = reply.body.decode()
    assert reply.status == 403
    assert "<p>&lt;b&gt;</p>" in body
    assert body.startswith('<!doctype html>\n<html lang="en">')


def test_a_value_that_was_forgotten_is_an_error(plugin: str, tmp_path: Path) -> None:
    name = write(plugin, tmp_path, "{{ words }} {{ forgotten }}")
    with pytest.raises(UndefinedError, match="forgotten"):
        render(name, words="x")


@pytest.mark.parametrize("name", ["emulator.pages/none.html", "emulator.nowhere/none.html"])
def test_a_template_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(TemplateNotFound, match=name):
        render(name)


def test_a_value_in_a_script_cannot_end_the_script(plugin: str, tmp_path: Path) -> None:
    name = write(plugin, tmp_path, "<script>{{ value | tojson }}</script>")
    written = render(name, value={"b": "</script><!-- '&", "a": 1})
    assert written == '<script>{"b":"\\u003c/script\\u003e\\u003c!-- \\u0027\\u0026","a":1}</script>'


def test_the_program_starts_without_jinja_and_asks_for_it_at_the_first_page() -> None:
    program = (
        "import sys\n"
        "from emulator.vendors import ENTRIES, load_vendor\n"
        "import emulator.app, emulator.server, emulator.control.app, emulator.player.app\n"
        "for entry in ENTRIES: load_vendor(entry.name)\n"
        "from emulator.pages.message import message_page\n"
        "assert 'jinja2' not in sys.modules\n"
        "message_page(404, 'a', 'b')\n"
        "assert 'jinja2' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_value_without_signs_to_escape_is_written_as_it_is(plugin: str, tmp_path: Path) -> None:
    template = environment().get_template(write(plugin, tmp_path, "{{ value }}"))
    written = template.root_render_func(template.new_context({"value": "plain"}))
    assert [type(part) for part in written] == [
        str
    ]  # an object of markupsafe for each of a thousand cells takes a millisecond


def test_markup_of_a_template_is_not_escaped_twice(plugin: str, tmp_path: Path) -> None:
    text = "{% macro cell(text) %}<td>{{ text }}</td>{% endmacro %}{{ cell(value) }}{{ cell('x' ~ value) }}{{ number }}"
    assert render(write(plugin, tmp_path, text), value="a&b", number=5) == "<td>a&amp;b</td><td>xa&amp;b</td>5"


def test_a_key_of_a_row_that_is_called_as_a_method_of_dicts_does_not_hide_the_method(
    plugin: str, tmp_path: Path
) -> None:
    name = write(
        plugin, tmp_path, "{{ row.name }} {% for key, value in row.items() %}{{ key }}={{ value }} {% endfor %}"
    )
    assert render(name, row={"name": "x", "items": 1}) == "x name=x items=1 "

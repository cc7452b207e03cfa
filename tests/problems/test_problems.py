"""What is wrong with a value is said in words: never a regular expression, never the name of an alternative of the schema."""

import ast
import re
from pathlib import Path

import pytest

from emulator.settings import SettingsError, load_settings
from tests.house.source import files, name_of
from tests.refusals import control_refusal
from tests.world import World


def test_no_form_of_a_text_is_declared_without_words() -> None:
    """A `pattern` of pydantic's shows its regular expression to whoever gives something else; `Formed` has words."""
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in files("emulator")
        for node in ast.walk(ast.parse(Path(path).read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Field", "StringConstraints", "Query"}
        if any(keyword.arg == "pattern" for keyword in node.keywords)
    ]
    assert found == []


def test_a_bad_setting_is_refused_in_words(world: World) -> None:
    refused = world.client.patch(f"{world.root}/_emulator/settings", json={"litmos_json_date_offset": "late"})
    assert control_refusal(refused, 400) == (
        "litmos_json_date_offset: must be an offset like +0000 or -0800, or an empty text"
    )
    with pytest.raises(
        SettingsError, match=r"^EMULATOR_PUBLIC_URL: must begin with http:// or https:// \(it is 'x'\)$"
    ):
        load_settings(public_url="x")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("allowed_hosts", "lms.example, http://foo", "'http://foo' is no host name: it has no scheme and no path"),
        ("cors_origins", "*, foo", "'foo' is no origin like https://app.example.com"),
        ("data", "", "it is empty"),
        ("tls_cert", "", "it is empty"),
    ],
)
def test_a_setting_that_can_have_no_effect_is_refused(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError, match=f"^EMULATOR_{name.upper()}: {re.escape(words)}"):
        load_settings(**{name: value})


def test_names_and_origins_are_taken_as_they_are_written() -> None:
    settings = load_settings(allowed_hosts="lms.example:8420,*.ci.example,*,[::1]", cors_origins="https://a.example/,*")
    assert settings.names() == ["lms.example:8420", "*.ci.example", "*", "[::1]"]
    assert settings.origins() == ["https://a.example/", "*"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"do": {"status": 99}}, "do.status: "),
        ({"do": {"nothing": 1}}, "do.nothing: is not known here; there are where, delay, status, "),
        ({"on": "jobs", "do": {"nothing": 1}}, "do.nothing: is not known here; there are delay, reason"),
        ({"match": {"path": "x"}, "do": {"status": 500}}, "match.path: must begin with / or *"),
        ({"on": "jobs"}, "do: Field required"),
        ({"do": {"delay": {"shortest": 1, "longest": "x"}}}, "do.delay.longest: "),
    ],
)
def test_the_path_of_a_refused_member_is_that_of_the_body(world: World, body: object, words: str) -> None:
    refused = control_refusal(world.client.post(f"{world.root}/_emulator/faults", json=body), 400)
    assert words in refused
    assert not any(part.startswith(("calls", "jobs", "Between", "LogNormal")) for part in refused.split("; ")), refused


@pytest.mark.parametrize("body", [[], [1], [{}], [None], [[]], [{"do": {"status": 503}}], "text", 7])
@pytest.mark.parametrize("path", ["faults", "seed", "clock/advance", "journal/verify", "sink-script", "credentials"])
def test_a_body_of_another_kind_is_refused_in_words(world: World, path: str, body: object) -> None:
    method = "PUT" if path == "sink-script" else "POST"
    refused = world.client.request(method, f"{world.root}/_emulator/{path}", json=body)
    assert control_refusal(refused, 400)

"""The catalogue of settings, and what their values may be."""

from pathlib import Path

import orjson
import pytest

from emulator.contract.model import EVIDENCE
from emulator.vendors.scormcloud.configuration import setting
from emulator.vendors.scormcloud.configuration.setting import SETTINGS

KNOWN = ("PlayerScoLaunchType", "LaunchAuthExpiry", "ApiRollupRegistrationPostBackUrl", "PlayerStatusRollupModeValue")


def test_every_setting_accepts_its_own_default_and_each_of_its_values() -> None:
    for one in SETTINGS.values():
        assert one.problem(one.default or "") is None, one.id
        assert not [value for value in one.values or () if one.problem(value)], one.id
        assert one.level in ("application", "registration"), one.id
    assert set(KNOWN) <= set(SETTINGS)


def test_a_setting_that_the_code_reads_is_said_to_have_an_effect_and_no_other() -> None:
    package = Path(setting.__file__).parents[1]
    code = "\n".join(path.read_text() for path in package.rglob("*.py"))
    exits = [name for name in SETTINGS if name.endswith("ExitAction")]  # their names are put together
    read = {name for name in SETTINGS if f'"{name}"' in code} | set(exits)
    assert {name for name, one in SETTINGS.items() if one.effect} == read


@pytest.mark.parametrize(
    ("setting_id", "good", "bad"),
    [
        ("WebContentForceNewWindow", ["true", "False"], ["", "yes", "1"]),
        ("PlayerShowNavBar", ["true", ""], ["maybe"]),
        ("LaunchAuthExpiry", ["0", "28800"], ["-1", "", "1.5", "x", "\u0663", "12345678901"]),
        ("ConcurrentLaunchDetectionHistoryRows", ["1"], ["0", "-1"]),
        ("ContentVaultAuthExpiry", ["-5"], ["many"]),
        ("PlayerStatusRollupModeThresholdScore", ["0.8", "", "-1"], ["0,8", "nan", "1e400"]),
        ("PlayerScoLaunchType", ["FRAMESET"], ["frameset", "POPUP"]),
        ("ApiRollupRegistrationFormat", ["FULL", "course"], ["everything"]),
        ("xAPIValidations", ["SignatureContentType, NewDocumentsRequireETag"], ["SignatureContentType, nothing"]),
        ("ContentLangToUrl", ['[{"lang": "en"}]'], ["{"]),
        ("ApiRollupRegistrationPostBackUrl", ["http://a", "anything"], []),
    ],
)
def test_a_value_fits_its_type(setting_id: str, good: list[str], bad: list[str]) -> None:
    assert [value for value in good if SETTINGS[setting_id].problem(value)] == []
    assert [value for value in bad if not SETTINGS[setting_id].problem(value)] == []


def test_the_catalogue_says_how_each_setting_is_known() -> None:
    document = orjson.loads(Path(setting.__file__).with_name("settings.json").read_bytes())
    assert (document["evidence"], bool(document["reason"])) == ("inferred", True)
    assert {entry.get("evidence", "inferred") for entry in document["settings"]} <= set(EVIDENCE)

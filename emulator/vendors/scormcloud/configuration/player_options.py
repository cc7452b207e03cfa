"""The player's options from a registration's settings: how attempts begin, and what the player's page shows and does. The meaning of each
setting is a decision in the contract."""

from typing import Any

from emulator.store.json_text import JsonObject
from emulator.vendors.scormcloud.configuration.effective_settings import EffectiveSettings

_RESET = {"NEVER": "never", "WHEN_EXIT_IS_NOT_SUSPEND": "unless suspended"}
_SHOWN = {
    "navBar": "PlayerShowNavBar",
    "titleBar": "PlayerShowTitleBar",
    "menu": "PlayerShowCourseStructure",
    "choice": "PlayerEnableChoiceNav",
    "flow": "PlayerEnableFlowNav",
    "logoutExits": "PlayerLogoutCausesPlayerExit",
    "prompt": "PromptOnPlayerClose",
}
_EXITS = {
    f"{place} {satisfied} {how}": f"Player{place}{subject}{satisfied}{how}ExitAction"
    for place, subject in (("Intermediate", "Sco"), ("Final", "ScoCourse"))
    for satisfied in ("Satisfied", "NotSatisfied")
    for how in ("Normal", "Suspend", "Timeout", "Logout")
}
_WINDOWS = {"playerWindow": "PlayerLaunchType", "scoWindow": "PlayerScoLaunchType"}
_LENGTHS = {
    "width": "PlayerDesiredWidth",
    "height": "PlayerDesiredHeight",
    "leastWidth": "PlayerRequiredWidth",
    "leastHeight": "PlayerRequiredHeight",
}
_FULL = ("PlayerDesiredFullScreen", "PlayerRequiredFullScreen")
MOST_PIXELS = 100_000
LONGEST_INTERVAL = 86_400.0  # seconds; a longer time means never, since it is beyond a browser's timers


def of(settings: EffectiveSettings, *, is_done: bool) -> JsonObject:
    """The options of a launch. `is_done` is True if the registration was completed before."""
    options: dict[str, Any] = {"reset": _RESET.get(settings.text("PlayerResetRunTimeData")), "page": _page(settings)}
    if is_done and settings.flag("PlayerLaunchCompletedRegsAsNoCredit"):
        options["credit"] = False
    if settings.flag("PlayerAllowCompleteStatusChange") is False:
        options["hold_completed"] = True
    return options


def _page(settings: EffectiveSettings) -> JsonObject:
    """The settings of the page that are set. For the others the page has its own defaults."""
    page: dict[str, Any] = {name: found for name, key in _SHOWN.items() if (found := settings.flag(key)) is not None}
    page["exits"] = {name: action for name, key in _EXITS.items() if (action := settings.text(key))}
    page["return"] = settings.text("PlayerReturnToLmsAction")
    page["locked"] = settings.text("PlayerInvalidMenuItemAction")
    failures, every = settings.number("PlayerCommMaxFailedSubmissions"), settings.number("PlayerCommCommitFrequency")
    if failures:
        page["failures"] = int(failures)
    if every:  # inferred: milliseconds
        page["commitSeconds"] = min(float(every) / 1000, LONGEST_INTERVAL)
    minutes = settings.number("PlayerTimeLimit")
    if minutes:  # inferred: minutes
        page["timeLimit"] = min(float(minutes) * 60, LONGEST_INTERVAL)
    page |= {name: _window(settings, key) for name, key in _WINDOWS.items()}
    page["size"] = _size(settings)
    return {name: value for name, value in page.items() if value not in ("", {})}


def _window(settings: EffectiveSettings, key: str) -> dict[str, bool]:
    """The kind of window; empty if none is opened. Only a value that is set opens one: see the decision in the contract."""
    kind = settings.said(key)
    if not kind.startswith("NEW_WINDOW"):
        return {}
    return {"afterClick": "AFTER_CLICK" in kind, "bare": "WITHOUT_BROWSER_TOOLBAR" in kind}


def _size(settings: EffectiveSettings) -> JsonObject:
    size: dict[str, Any] = {
        name: min(int(found), MOST_PIXELS) for name, key in _LENGTHS.items() if (found := settings.number(key))
    }
    if any(settings.flag(key) for key in _FULL):
        size["full"] = True
    if settings.flag("PlayerPreventWindowResize"):
        size["fixed"] = True
    return size

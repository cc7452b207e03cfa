"""Settings and the values in effect: the narrowest place that has a value wins, otherwise the default applies.

A `SettingScope` (scopes.py) lists the places whose settings apply, the widest first:

    application, learning standard for the application, dispatch destination, course, course version, dispatch, registration, instance
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, delete, or_, select

from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.configuration.setting import APPLICATION, REGISTRATION, SETTINGS, Setting
from emulator.vendors.scormcloud.errors import BadRequest, SettingUnknown
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudSetting

STANDARD = "learningStandardForApplication"
DESTINATION, COURSE, DISPATCH = "dispatchDestination", "course", "dispatch"
WHOLE = -1
NAMED = 10  # settings named in one hint

_OF_ALL = delete(ScormCloudSetting.__table__).where(
    ScormCloudSetting.app_id == bindparam("app_id"),
    ScormCloudSetting.level == bindparam("level"),
    among(ScormCloudSetting.subject_id, "subjects"),
)
_FORGET_ALL = Statement(_OF_ALL)
_FORGET_SOME = Statement(_OF_ALL.where(among(ScormCloudSetting.number, "numbers")))


class SettingPlace(NamedTuple):
    """A place where settings can be set. `level` is its name as a source; `number` is a course's version or a registration's instance."""

    level: str
    subject_id: str = ""
    number: int = WHOLE


@dataclass(frozen=True, slots=True)
class SettingScope:
    """The places whose settings apply to something, the widest first, its own last."""

    app_id: str
    places: tuple[SettingPlace, ...]

    @property
    def own(self) -> SettingPlace:
        """The place whose settings are read and written."""
        return self.places[-1]


class InEffect:
    """The settings that apply to something, read from the database when this is created."""

    def __init__(self, work: UnitOfWork, scope: SettingScope) -> None:
        rows = work.all(_at(len(scope.places)), app_id=scope.app_id, **_names(scope.places)) if scope.places else []
        self._set: dict[SettingPlace, dict[str, str]] = {place: {} for place in scope.places}
        for row in rows:
            place = SettingPlace(row["level"], row["subject_id"], row["number"])
            self._set[place][row["setting_id"]] = row["value"]
        self.own = self._set[scope.own]

    def value(self, setting_id: str) -> str:
        """The value in effect; empty if it is not set and its default is unknown. KeyError for an unknown setting."""
        return self.value_and_source(SETTINGS[setting_id])[0]

    def value_and_source(self, setting: Setting) -> tuple[str, str]:
        """The value in effect, and the level at which it is set; `default` if it is set nowhere."""
        for place in reversed(self._set):
            value = self._set[place].get(setting.id)
            if value is not None:
                return value, place.level
        return setting.default or "", "default"


def read_ahead(work: UnitOfWork, scopes: Iterable[SettingScope]) -> None:
    """Read the settings of many scopes of an application at once, for `InEffect`."""
    listed = list(scopes)
    for count in {len(scope.places) for scope in listed}:
        alike = [scope for scope in listed if len(scope.places) == count]
        work.read_ahead(_at(count), [_names(scope.places) for scope in alike], app_id=alike[0].app_id)


def shown(world: World, scope: SettingScope, *, metadata: bool) -> dict[str, list[Row]]:
    """SettingListSchema: every setting that can be set here, by id. Recorded of the vendor's engine: explicitValue is left out if it is not
    set."""
    found = InEffect(world.work, scope)
    items = []
    for setting in SETTINGS.values():
        if _fits(setting, scope):
            value, source = found.value_and_source(setting)
            item: Row = {"id": setting.id, "effective_value": value, "effective_value_source": source}
            item["explicit_value"] = found.own.get(setting.id)
            item["metadata"] = _metadata(setting) if metadata else None
            items.append(item)
    return {"setting_items": items}


def change(world: World, scope: SettingScope, body: Row, where: str = "body") -> None:
    """Set the document's settings, all or none. 400 for an unknown setting or an invalid value."""
    check(scope, body, where)
    key = {"app_id": scope.app_id, **scope.own._asdict()}
    entries = body.get("settings") or ()
    if any(entry.get("explicit") for entry in entries):
        world.hint("explicit has no effect: whatever is set is set explicitly")
    unused = [entry["setting_id"] for entry in entries if not SETTINGS[entry["setting_id"]].effect]
    if unused:
        world.hint(f"kept and shown, without effect in lms-emulator: {', '.join(unused[:NAMED])}")
    for entry in entries:
        world.work.delete(ScormCloudSetting, **key, setting_id=entry["setting_id"])
        world.work.insert(ScormCloudSetting, {**key, "setting_id": entry["setting_id"], "value": entry["value"]})


def check(scope: SettingScope, body: Row, where: str = "body") -> None:
    """Check that the document's settings can be set here."""
    for index, entry in enumerate(body.get("settings") or ()):
        inside = f"{where}.settings[{index}]"
        if not entry.get("setting_id"):
            raise BadRequest(why=f"{inside}.settingId: is required")
        if entry.get("value") is None:
            raise BadRequest(why=f"{inside}.value: is required", hint="to clear a setting, delete it")
        setting = _find(entry["setting_id"])
        if not _fits(setting, scope):
            raise BadRequest(why=f"{inside}: {setting.id} can be set for the application only")
        problem = setting.problem(entry["value"])
        if problem is not None:
            raise BadRequest(why=f"{inside}.value: {setting.id} {problem}")


def remove(world: World, scope: SettingScope, setting_id: str) -> None:
    """Clear a setting, so that the value of a wider place applies. Clearing one that is not set is no error (the client)."""
    _find(setting_id)
    world.work.delete(ScormCloudSetting, app_id=scope.app_id, **scope.own._asdict(), setting_id=setting_id)


def forget(work: UnitOfWork, app_id: str, level: str, *subject_ids: str, numbers: Iterable[int] | None = None) -> None:
    """Delete the settings of something that is being deleted: with all its versions or instances, or of some of them only."""
    key: dict[str, Any] = {"app_id": app_id, "level": level, "subjects": listed(subject_ids)}
    if numbers is None:
        work.run(_FORGET_ALL, **key)
    else:
        work.run(_FORGET_SOME, **key, numbers=listed(numbers))


def _find(setting_id: str) -> Setting:
    setting = SETTINGS.get(setting_id)
    if setting is None:
        raise SettingUnknown(setting_id=setting_id)
    return setting


def _fits(setting: Setting, scope: SettingScope) -> bool:
    return setting.level == REGISTRATION or scope.own.level == APPLICATION


@cache
def _at(count: int) -> Statement:
    """The settings of several places; the parameters of each place end with its position."""
    columns = ScormCloudSetting.__table__.c
    places = (
        and_(*(columns[name] == bindparam(f"{name}_{position}") for name in SettingPlace._fields))
        for position in range(count)
    )
    return Statement(select(*columns).where(columns.app_id == bindparam("app_id"), or_(*places)))


def _names(places: tuple[SettingPlace, ...]) -> dict[str, Any]:
    return {f"{name}_{at}": value for at, place in enumerate(places) for name, value in place._asdict().items()}


def _metadata(setting: Setting) -> Row:
    return {
        "default": setting.default,
        "data_type": setting.type,
        "level": setting.level.capitalize(),
        "learning_standards": list(setting.standards) if setting.standards else None,
        "valid_values": [{"value": value} for value in setting.values] if setting.values else None,
    }

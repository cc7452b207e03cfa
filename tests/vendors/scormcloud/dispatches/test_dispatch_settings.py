"""Settings of a dispatch and of its destination. No operation sets them; that they reach registrations is what counts."""

from typing import Any

import pytest

from emulator.app import Emulator
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.configuration import configuration
from emulator.vendors.scormcloud.configuration.configuration import (
    DESTINATION,
    DISPATCH,
    InEffect,
    SettingPlace,
    SettingScope,
)
from emulator.vendors.scormcloud.rows import Row
from tests.vendors.scormcloud.calling import APP, ScormCloudClient
from tests.vendors.scormcloud.dispatches.dispatching import DESTINATIONS, DISPATCHES, dispatched, done, launch

SETTING = "PlayerScoLaunchType"
OF_DESTINATION, OF_DISPATCH = SettingPlace(DESTINATION, "D1"), SettingPlace(DISPATCH, "X1")


class Places:
    """A sandbox in which X1 has been launched."""

    def __init__(self, cloud: ScormCloudClient, emulator: Emulator) -> None:
        self.cloud, self.emulator = cloud, emulator
        dispatched(cloud)
        self.registration = f"/registrations/{launch(cloud)}"

    def put(self, place: SettingPlace, value: str) -> None:
        """Set the setting there, as an operation would."""
        house = self.emulator.house
        world = World(house.sandboxes.get(self.cloud.world.name))
        with world.work:
            body: Row = {"settings": [{"setting_id": SETTING, "value": value}]}
            configuration.change(world, SettingScope(APP[0], (place,)), body)

    def shown(self, path: str) -> tuple[str, str]:
        """The value in effect, and where it comes from."""
        items: list[dict[str, Any]] = self.cloud.get(f"{path}/configuration")["settingItems"]
        (item,) = (item for item in items if item["id"] == SETTING)
        return item["effectiveValue"], item["effectiveValueSource"]


@pytest.fixture
def places(cloud: ScormCloudClient, emulator: tuple[str, Emulator]) -> Places:
    """A launched dispatch."""
    return Places(cloud, emulator[1])


def test_settings_of_a_destination_and_of_a_dispatch_reach_the_registration(places: Places) -> None:
    places.put(OF_DESTINATION, "FRAMESET")
    for path in (places.registration, f"{places.registration}/instances/0"):
        assert places.shown(path) == ("FRAMESET", "dispatchDestination")
    places.put(OF_DISPATCH, "NEW_WINDOW_AFTER_CLICK")
    for path in (places.registration, f"{places.registration}/instances/0"):
        assert places.shown(path) == ("NEW_WINDOW_AFTER_CLICK", "dispatch")


def test_the_course_stands_between_the_destination_and_the_dispatch(places: Places) -> None:
    places.put(OF_DESTINATION, "FRAMESET")
    body = {"settings": [{"settingId": SETTING, "value": "NEW_WINDOW"}]}
    done(places.cloud.call("POST", "/courses/C1/configuration", json=body))
    assert places.shown(places.registration) == ("NEW_WINDOW", "course")
    places.put(OF_DISPATCH, "FRAMESET")
    assert places.shown(places.registration) == ("FRAMESET", "dispatch")


def test_registrations_from_elsewhere_are_not_reached(places: Places) -> None:
    places.cloud.register("R1")
    places.put(OF_DESTINATION, "FRAMESET")
    places.put(OF_DISPATCH, "FRAMESET")
    assert places.shown("/registrations/R1") == ("NEW_WINDOW", "default")


@pytest.mark.parametrize("path", [f"{DISPATCHES}/X1", f"{DESTINATIONS}/D1"])
def test_a_deleted_dispatch_or_destination_takes_its_settings_along(places: Places, path: str) -> None:
    places.put(OF_DESTINATION if "destinations" in path else OF_DISPATCH, "FRAMESET")
    done(places.cloud.call("DELETE", path))
    assert places.shown(places.registration) == ("NEW_WINDOW", "default")
    with places.emulator.house.sandboxes.get(places.cloud.world.name).work() as work:
        scope = SettingScope(APP[0], (OF_DESTINATION, OF_DISPATCH))
        assert InEffect(work, scope).value(SETTING) == "NEW_WINDOW"

"""The official client drives the Dispatch service.

Its model CreateDispatchIdSchema refuses to be made without an id, though the operation's own text has dispatches without one: so it
cannot modify a dispatch by naming its pair again.
"""

import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import rustici_software_cloud_v2 as sc

from emulator.courseware.importing.importing import import_package
from tests.clients.test_scormcloud_client import client_of, refused
from tests.world import World

Api = Any  # the client has no annotations
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def dispatch(world: World) -> Api:
    """The service with two courses, a destination and a dispatch of the first."""
    world.seed({"scormcloud": {"courses": [{"id": "C1", "title": "Tides"}, {"id": "C2", "title": "Winds"}]}})
    dispatch = sc.DispatchApi(client_of(world))
    first = sc.DestinationIdSchema(id="D1", data=sc.DestinationSchema(name="My LMS", tags=["a"]))
    assert dispatch.create_destinations(sc.DestinationListSchema(destinations=[first])) is None
    assert dispatch.create_dispatches(group("X1")) is None
    return dispatch


def group(dispatch_id: str, course_id: str = "C1", **members: Any) -> Api:
    data = sc.CreateDispatchSchema(destination_id="D1", course_id=course_id, **members)
    return sc.CreateDispatchListSchema(dispatches=[sc.CreateDispatchIdSchema(id=dispatch_id, data=data)])


def on(enabled: bool) -> Api:
    return sc.EnabledSchema(enabled=enabled)


def test_a_destination_is_set_read_listed_and_deleted(dispatch: Api) -> None:
    auth = sc.LaunchAuthSchema(type="vault", options=sc.LaunchAuthOptionsSchema(ip_address=True))
    dispatch.set_destination("D2", sc.DestinationSchema(name="Two", email="a@example.com", launch_auth=auth))
    with refused(400):
        dispatch.set_destination("D3", sc.DestinationSchema(notes="no name"))
    with refused(400):
        again = sc.DestinationIdSchema(id="D1", data=sc.DestinationSchema(name="again"))
        dispatch.create_destinations(sc.DestinationListSchema(destinations=[again]))
    shown = dispatch.get_destination("D2", include_dispatch_count=True)
    assert (shown.name, shown.email, shown.dispatch_count) == ("Two", "a@example.com", 0)
    assert (shown.launch_auth.type, shown.launch_auth.options.ip_address) == ("vault", True)
    assert isinstance(shown.created, datetime)
    page, _, headers = dispatch.get_destinations_with_http_info(include_total_count=True, include_dispatch_count=True)
    assert [(row.id, row.data.dispatch_count) for row in page.destinations] == [("D1", 1), ("D2", 0)]
    assert (page.more, headers["X-Total-Count"]) == (None, "2")
    assert [row.id for row in dispatch.get_destinations(course_id="C1").destinations] == ["D1"]
    dispatch.delete_destination("D2")
    with refused(404):
        dispatch.get_destination("D2")


def test_tags_are_set_added_and_taken_away_by_a_delete_with_a_body(dispatch: Api) -> None:
    tags, batch = sc.TagListSchema(tags=["b", "c"]), sc.BatchTagsSchema
    dispatch.put_destination_tags("D1", tags)
    dispatch.put_destination_tags_batch(batch(ids=["D1"], tags=["d"]))
    dispatch.delete_destination_tags("D1", sc.TagListSchema(tags=["b"]))
    assert dispatch.get_destination_tags("D1").tags == ["c", "d"]
    dispatch.put_dispatch_tags("X1", tags)
    dispatch.put_dispatch_tags_batch(batch(ids=["X1"], tags=["d"]))
    dispatch.delete_dispatch_tags("X1", sc.TagListSchema(tags=["b"]))
    assert dispatch.get_dispatch_tags("X1").tags == ["c", "d"]
    with refused(404):
        dispatch.put_dispatch_tags_batch(batch(ids=["X9"], tags=["d"]))


def test_a_dispatch_is_created_once_changed_and_deleted(dispatch: Api) -> None:
    with refused(400) as caught:
        dispatch.create_dispatches(group("X2"))
    assert "already exists" in caught.value.body
    post_back = sc.PostBackSchema(url="https://a.example", auth_type="FORM", results_format="FULL")
    expires = datetime(2099, 1, 1, tzinfo=UTC)
    dispatch.update_dispatch(
        "X1", sc.UpdateDispatchSchema(registration_cap=5, expiration_date=expires, post_back=post_back)
    )
    shown = dispatch.get_dispatch("X1")
    assert (shown.course_title, shown.destination_name, shown.registration_cap) == ("Tides", "My LMS", 5)
    assert (shown.expiration_date, shown.allow_new_registrations, shown.registration_reset_date) == (
        expires,
        True,
        None,
    )
    dispatch.delete_dispatch_postback_info("X1")
    dispatch.delete_dispatch("X1")
    with refused(404):
        dispatch.get_dispatch("X1")


def test_groups_are_listed_changed_and_deleted_by_filters(dispatch: Api) -> None:
    dispatch.create_dispatches(group("X2", "C2", enabled=False, tags=["t"]))
    assert [row.id for row in dispatch.get_dispatches(is_enabled=False).dispatches] == ["X2"]
    assert [row.id for row in dispatch.get_destination_dispatches("D1", tags=["t"]).dispatches] == ["X2"]
    everything = sc.UpdateDispatchSchema(notes="seen")
    _, status, headers = dispatch.update_dispatches_with_http_info(everything, since=LONG_AGO)
    assert (status, headers["X-Total-Count"]) == (204, "2")
    with refused(400):
        dispatch.update_dispatches(everything)
    with refused(400):
        dispatch.delete_dispatches()
    _, status, headers = dispatch.delete_dispatches_with_http_info(course_id="C2")
    assert (status, headers["X-Total-Count"]) == (204, "1")
    assert [row.data.notes for row in dispatch.get_dispatches().dispatches] == ["seen"]
    dispatch.delete_destination_dispatches("D1")
    assert dispatch.get_dispatches().dispatches == []


def test_switches_are_set_for_one_and_for_a_destination(dispatch: Api) -> None:
    dispatch.set_dispatch_enabled("X1", on(False))
    assert dispatch.get_dispatch_enabled("X1").enabled is False
    dispatch.set_destination_dispatch_enabled("D1", on(True))
    dispatch.enable_registration_instancing("D1", on(False))
    shown = dispatch.get_dispatch("X1")
    assert (shown.enabled, shown.instanced) == (True, False)
    dispatch.update_destination_hash_user_info("D1", on(True))
    assert dispatch.get_destination_hash_user_info("D1").enabled is True
    assert dispatch.get_dispatch_hash_user_info("X1").enabled is True
    dispatch.update_dispatch_hash_user_info("X1", on(False))
    assert dispatch.get_dispatch_hash_user_info("X1").enabled is False


def test_registrations_are_counted_and_the_counter_reset(dispatch: Api, world: World) -> None:
    page = dispatch.get_lti_dispatch("X1").url.removesuffix("/lti")
    assert world.client.get(page, params={"learnerId": "L1"}).status_code == 302
    assert dispatch.get_destination_dispatch_registration_count("D1").result == 1
    counted = dispatch.get_dispatch_registration_count("X1")
    assert (counted.registration_count, counted.last_reset_date) == (1, None)
    dispatch.reset_dispatch_registration_count("X1")
    counted = dispatch.get_dispatch_registration_count("X1")
    assert (counted.registration_count, isinstance(counted.last_reset_date, datetime)) == (0, True)
    dispatch.reset_destination_dispatch_registration_count("D1")
    assert dispatch.get_dispatch("X1").registration_count == 0


def test_packages_are_downloaded_under_their_names(dispatch: Api, tmp_path: Path) -> None:
    dispatch.api_client.configuration.temp_folder_path = str(tmp_path)
    path = Path(dispatch.get_dispatch_zip("X1", css_url="https://a.example/b.css"))
    assert path == tmp_path / "tides_my_lms_dispatch_x1.zip"
    assert import_package(path, tmp_path / "course").title == "Tides"
    both = Path(dispatch.get_destination_dispatch_zip("D1", type="SCORM12"))
    assert both.name == "my_lms_dispatches.zip"
    assert zipfile.ZipFile(both).namelist() == [path.name]
    with refused(400):
        dispatch.get_dispatch_zip("X1", type="AICC")


def test_lti_settings_are_told_and_a_launch_without_a_sign_in_is_refused(dispatch: Api, world: World) -> None:
    settings = dispatch.get_lti_dispatch("X1")
    assert settings.url.startswith(world.root)
    assert settings.shared_secret != settings.consumer_key
    tool = dispatch.get_lti13_tool_configuration_schema("D1")
    assert tool.public_key.startswith("-----BEGIN PUBLIC KEY-----")
    assert tool.redirect_uri != tool.oidc_login_initiations_url
    config = dispatch.get_lti13_dispatch("X1").target_link_uri.partition("externalConfig=")[2]
    with refused(400) as caught:
        dispatch.get_lti13_dispatch_launch("X1", config, "a.b.c")
    assert "no sign-in that waits for its launch has this jwt" in caught.value.headers["X-Emulator-Hint"]
    with refused(404):
        dispatch.get_lti13_dispatch_launch("X9", "{}", "a.b.c")

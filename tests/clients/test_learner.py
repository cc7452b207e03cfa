"""The official client's LearnerApi."""

from collections.abc import Callable

import pytest
import rustici_software_cloud_v2 as sc

from tests.clients.test_scormcloud_client import Api, client_of, refused, registration
from tests.world import World

OWNER = "owner@lms-emulator.example"


@pytest.fixture
def api(world: World) -> Api:
    """The LearnerApi in a sandbox with the learner L1 in the registration R1."""
    world.seed({"scormcloud": {"courses": [{"id": "C1"}]}})
    client = client_of(world)
    sc.RegistrationApi(client).create_registration(registration("R1"))
    return sc.LearnerApi(client)


def test_a_learners_names_are_updated_on_the_registrations(api: Api) -> None:
    api.update_learner_info("L1", sc.LearnerSchema(id="L1", first_name="Joan", last_name=""))
    learner = sc.RegistrationApi(api.api_client).get_registration_progress("R1").learner
    assert (learner.first_name, learner.last_name, learner.email) == ("Joan", "", "jo@example.com")


def test_tags_are_set_added_and_taken_away(api: Api) -> None:
    api.put_learner_tags("L1", sc.TagListSchema(tags=["a", "b"]))
    api.put_learner_tags_batch(sc.BatchTagsSchema(ids=["L1"], tags=["c"]))
    api.delete_learner_tags("L1", sc.TagListSchema(tags=["a"]))
    assert api.get_learner_tags("L1").tags == ["b", "c"]


def test_a_learners_data_is_deleted_when_the_account_allows_it(api: Api, world: World) -> None:
    with refused(403):
        api.delete_all_learner_data("L1", OWNER)
    world.settings(scormcloud_learner_deletion=True)
    with refused(403):
        api.delete_all_learner_data("L1", "somebody@example.com")
    assert api.delete_all_learner_data("L1", OWNER) is None
    with refused(404):
        sc.RegistrationApi(api.api_client).get_registration_progress("R1")
    with refused(404):
        api.delete_all_learner_data("L1", OWNER)


@pytest.mark.parametrize(
    "ask",
    [
        lambda api: api.update_learner_info("L9", sc.LearnerSchema(id="L9")),
        lambda api: api.get_learner_tags("L9"),
        lambda api: api.put_learner_tags("L9", sc.TagListSchema(tags=["t"])),
        lambda api: api.delete_learner_tags("L9", sc.TagListSchema(tags=["t"])),
        lambda api: api.put_learner_tags_batch(sc.BatchTagsSchema(ids=["L9"], tags=["t"])),
    ],
)
def test_an_unknown_learner_raises_404(api: Api, ask: Callable[[Api], Api]) -> None:
    with refused(404) as caught:
        ask(api)
    assert "Could not find learner [L9]" in caught.value.body

"""The LRS for an attempt: its vendor's, or one that the emulator provides if the vendor has none."""

from uuid import NAMESPACE_URL, uuid5

from emulator.lrs.lrs_call import Caller, LrsCall, Stored
from emulator.sandbox.world import World
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row
from emulator.vendors import load_vendor
from emulator.vendors.course_lrs import CourseLrs
from emulator.vendors.statement_progress import take_in

HOME_PAGE = "https://lms-emulator.example"  # of the accounts of learners whose vendor has no LRS
OWNER = "lms-emulator"


def of(world: World, vendor: str, attempt: Row) -> CourseLrs:
    """The LRS for an attempt, called by the LMS itself. The emulator's own LRS has no endpoint yet, since that belongs to a launch."""
    found = load_vendor(vendor).course_lrs(world, attempt["id"])
    if found is not None:
        return found
    registration = registration_of(attempt["id"])

    def stored(call: LrsCall, told: list[JsonObject]) -> None:
        take_in(call, told, attempt["id"], registration)

    call = own_call(world, vendor, "", stored)
    return CourseLrs(call, "", registration, account(attempt["learner_id"], attempt["learner_name"]))


def own_call(world: World, vendor: str, root: str, stored: Stored, caller: Caller | None = None) -> LrsCall:
    """A call at the emulator's own LRS for a vendor, by a caller or by the LMS itself. `stored` is called with new statements."""
    owner = account(OWNER)
    return LrsCall(
        world=world,
        lrs=own_name(vendor),
        root=root,
        caller=caller or Caller("lrs", owner),
        owner=owner,
        stored=stored,
    )


def own_name(vendor: str) -> str:
    """The name of the emulator's own LRS for a vendor."""
    return f"player {vendor}"


def registration_of(subject: str) -> str:
    """The UUID by which xAPI identifies an attempt. It is always the same."""
    return str(uuid5(NAMESPACE_URL, f"{HOME_PAGE}/{subject}"))


def account(name: str, shown: str = "") -> JsonObject:
    """An Agent in the emulator's own LRS. `shown` is the name for display."""
    agent = {"objectType": "Agent", "account": {"homePage": HOME_PAGE, "name": name}}
    return {**agent, **({"name": shown} if shown else {})}

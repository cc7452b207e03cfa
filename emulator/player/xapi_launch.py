"""Opening a unit that speaks xAPI itself: its address with the parameters of the launch, for every standard that has them."""

from collections.abc import Callable
from typing import Any

from emulator.courseware.attempts import attempts
from emulator.courseware.package.package import Activity, Standard
from emulator.courseware.play import run
from emulator.lrs.cmi5 import forgetting, launching
from emulator.player import cmi5_launch, course_lrs, media_page
from emulator.player.messages import CommitMessage
from emulator.player.opening import Opened
from emulator.sandbox.world import World
from emulator.vendors.course_lrs import CourseLrs

Document = dict[str, Any]


def address(world: World, opened: Opened, activity: Activity) -> str:
    """The address of a Tin Can activity: its parameters carry the credentials themselves."""
    course = _course(world, opened)
    endpoint = course.endpoint
    launch = launching.launch_tin_can(
        course.lrs_call, course.registration, activity.identifier, course.actor, endpoint=endpoint
    )
    return launch.url(activity.href or "")


def _cmi5(world: World, opened: Opened, activity: Activity) -> str:
    return cmi5_launch.address(world, opened, activity, _course(world, opened))


ADDRESSES: dict[Standard, Callable[[World, Opened, Activity], str]] = {
    Standard.XAPI: address,
    Standard.CMI5: _cmi5,
    Standard.MEDIA: media_page.address,
}


def opening(world: World, opened: Opened, document: Document) -> Document:
    """What the page needs to open a unit of these standards, and that the page measures its time."""
    find = ADDRESSES.get(opened.package.standard)
    if find is None:
        return document
    activity = next(each for each in run.playable(opened.package) if each.identifier == document["sco"])
    unit = activity.detail.cmi5
    own_window = unit is not None and unit.launch_method == "OwnWindow"
    return {**document, "href": find(world, opened, activity), "beats": True, "ownWindow": own_window}


def is_over(world: World, opened: Opened, message: CommitMessage) -> bool:
    """True if this is only a time report for a unit that has already terminated; it is ignored."""
    if opened.package.standard not in ADDRESSES or opened.attempt is None or message.ended is not None:
        return False
    sco = attempts.find_sco(world.work, opened.attempt["id"], message.sco)
    return sco is not None and sco["exited"] is not None


def _course(world: World, opened: Opened) -> CourseLrs:
    """The LRS of the launch. At the first launch of an attempt, data that an earlier attempt left in the registration is deleted."""
    course = course_lrs.of(world, opened)
    if opened.keeps:
        assert opened.attempt is not None
        if sum(len(sco["history"]) for sco in attempts.scos(world.work, opened.attempt["id"])) == 1:
            forgetting.forget(course.lrs_call, course.registration)
    return course

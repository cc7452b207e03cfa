"""The vendor's messages go to the outbox: to active users with an e-mail address who have not turned messages off.

The operation decides whether a message is wanted at all (`sendmessage`). Documented for the courses of a team: the message goes only
to users who have logged in before. Inferred: the same for a team's and a user's learning paths, and that courses assigned to a user
directly always send one.
"""

from collections.abc import Iterable

from emulator.mails.posting import post_message
from emulator.sandbox.world import World
from emulator.vendors.litmos.login_links import login_link
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.tables import LitmosCourse, LitmosLearningPath, LitmosTeam, LitmosUser

Pairs = Iterable[tuple[str, str]]


def user_created(world: World, user: Row) -> None:
    """Send a new user, as `users.shown` has them, the link to log in."""
    _send(world, user, "Welcome", f"An account was made for you. Log in: {user['login_key']}")


def team_joined(world: World, pairs: Pairs) -> None:
    """Tell users that they are in a team now: (user id, team id) pairs."""
    for user_id, team_id in pairs:
        user, team = world.work.get(LitmosUser, id=user_id), world.work.get(LitmosTeam, id=team_id)
        if user is not None and team is not None:
            _send(world, user, f"You are in the team {team['name']}", f"Log in: {login_link(world, user)}")


def courses_given(world: World, user: Row, names: list[str]) -> None:
    """Tell a user of courses that were given to them, in one message."""
    if names:
        _send(world, user, "New course assigned", f"You were assigned: {', '.join(names)}")


def team_course_given(world: World, pairs: Pairs) -> None:
    """Tell users who have logged in before of a team's courses that are new to them: (user id, course id) pairs."""
    for user_id, course_id in pairs:
        _given(world, user_id, world.work.get(LitmosCourse, id=course_id), "course")


def path_given(world: World, pairs: Pairs) -> None:
    """Tell users who have logged in before of learning paths that are new to them: (user id, path id) pairs."""
    for user_id, path_id in pairs:
        _given(world, user_id, world.work.get(LitmosLearningPath, id=path_id), "learning path")


def import_ended(world: World, caller: Row, words: str) -> None:
    """Tell who asked for an import how it went."""
    if caller["email"]:
        post_message(world.sandbox, world.work, "litmos", caller["email"], "Course import", words)


def _given(world: World, user_id: str, item: Row | None, kind: str) -> None:
    user = world.work.get(LitmosUser, id=user_id)
    if user is not None and item is not None and user["last_login"] is not None:
        _send(world, user, f"New {kind}: {item['name']}", f"The {kind} {item['name']} was assigned to you.")


def _send(world: World, user: Row, subject: str, body: str) -> None:
    if user["email"] and user["active"] and not user["disable_messages"]:
        relay = post_message(world.sandbox, world.work, "litmos", user["email"], subject, body)
        world.started_jobs.extend([relay] if relay else [])

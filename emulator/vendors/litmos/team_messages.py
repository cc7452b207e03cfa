"""The messages that teams and assignments send, to the outbox."""

from collections.abc import Iterable

from emulator.sandbox.outbox import post_message
from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.tables import LitmosLearningPath, LitmosTeam, LitmosUser
from emulator.vendors.litmos.tables.courses import LitmosCourse


def joined(call: Call, pairs: Iterable[tuple[str, str]]) -> None:
    """Tell users that they are in a team now: (user id, team id) pairs."""
    for user_id, team_id in pairs:
        user, team = _active(call, user_id), call.store.get(LitmosTeam, id=team_id)
        if user is not None and team is not None:
            link = call.link(f"/login.aspx?loginkey={user['login_key']}")
            _post(call, user, f"You are in the team {team['name']}", f"Log in: {link}")


def course_assigned(call: Call, pairs: Iterable[tuple[str, str]]) -> None:
    """Tell users of courses that are new to them: (user id, course id) pairs."""
    for user_id, course_id in pairs:
        _assigned(call, user_id, call.store.get(LitmosCourse, id=course_id), "course")


def path_assigned(call: Call, pairs: Iterable[tuple[str, str]]) -> None:
    """Tell users of learning paths that are new to them: (user id, path id) pairs."""
    for user_id, path_id in pairs:
        _assigned(call, user_id, call.store.get(LitmosLearningPath, id=path_id), "learning path")


def _assigned(call: Call, user_id: str, item: Row | None, kind: str) -> None:
    """Documented for courses: nobody is told who has not logged in yet. That learning paths do the same is inferred."""
    user = _active(call, user_id)
    if user is not None and item is not None and user["last_login"] is not None:
        _post(call, user, f"New {kind}: {item['name']}", f"The {kind} {item['name']} was assigned to you.")


def _active(call: Call, user_id: str) -> Row | None:
    user = call.store.get(LitmosUser, id=user_id)
    return user if user is not None and user["active"] and not user["disable_messages"] else None


def _post(call: Call, user: Row, subject: str, body: str) -> None:
    if user["email"]:
        post_message(call.sandbox, call.store, "litmos", user["email"], subject, body)

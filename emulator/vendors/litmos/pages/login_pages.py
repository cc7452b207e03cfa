"""The pages that a LoginKey opens in a learner's browser, outside the vendor's API.

GET /login.aspx?loginkey=GUID[&c=ORIGINALID]   logs in, once, and shows the learner's courses, or one of them
GET /login.aspx/home/LOGIN[?c=ORIGINALID]      the same page again, for the user of that login
GET /login.aspx/launch/LOGIN/MODULEID          opens a module in the player

The address of the first is the vendor's; the others are ours.
"""

from urllib.parse import quote

from emulator.http import Reply, redirect
from emulator.pages.message import message_page, method_page
from emulator.vendors.call import Call
from emulator.vendors.litmos.login_links import PATH
from emulator.vendors.litmos.pages import home_page, learner_courses
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.training import module_launch
from emulator.vendors.litmos.users import single_sign_on, users

AGAIN = "Every LoginKey is for one use. GET /users/{userid} shows the next one: ask for it right before each login, and do not keep it."


def page(call: Call) -> Reply:
    """Any page of this module."""
    if call.request.method not in ("GET", "HEAD"):
        return method_page(call.request.method, "GET", "HEAD")
    match call.request.path.strip("/").split("/"):
        case [""]:
            return _log_in(call)
        case ["home", login]:
            return _home(call, login)
        case ["launch", login, module_id]:
            return _launch(call, login, module_id)
    return message_page(404, "Not here", "There is no such page.")


def _log_in(call: Call) -> Reply:
    key = _query(call, "loginkey").strip()
    if call.request.method == "HEAD":
        return message_page(200, "Log in", "A GET of this link logs in.")  # whoever only looks at links uses none up
    try:
        user, login = single_sign_on.log_in(call.world, key, call.request.client_address())
    except single_sign_on.KeyMissing:
        return message_page(400, "This link is not complete", f"It has no loginkey. {AGAIN}")
    except single_sign_on.KeyUsed:
        return message_page(410, "This login link has been used", AGAIN)
    except single_sign_on.KeyUnknown:
        return message_page(404, "This login link is not known", f"No user of this sandbox has this LoginKey. {AGAIN}")
    except single_sign_on.UserInactive:
        return message_page(
            403, "This account is not active", "An inactive user cannot log in. The link has not been used."
        )
    return _shown(call, user, login["id"])


def _home(call: Call, login: str) -> Reply:
    user = single_sign_on.visitor(call.world, login)
    return _nobody() if user is None else _shown(call, user, login)


def _shown(call: Call, user: Row, login: str) -> Reply:
    home = f"{PATH}/home/{quote(login, safe='')}"
    links = home_page.Links(
        call.world.local_link(home), call.world.local_link(f"{PATH}/launch/{quote(login, safe='')}")
    )
    return home_page.render(user, learner_courses.find_all(call.world, user["id"]), _query(call, "c"), links)


def _launch(call: Call, login: str, module_id: str) -> Reply:
    user = single_sign_on.visitor(call.world, login)
    if user is None:
        return _nobody()
    found = learner_courses.find_module(call.world, user["id"], module_id)
    if found is None:
        return message_page(404, "Not one of your modules", "None of your courses has this module.")
    if found.obstacle:
        return message_page(409, str(found.module["name"]), found.obstacle)
    if call.request.method == "HEAD":
        return message_page(200, str(found.module["name"]), "A GET of this link opens the module.")
    back = call.world.link(f"{PATH}/home/{quote(login, safe='')}")
    world = call.world.acting(users.as_actor(user))
    return redirect(world.local_link(module_launch.launch(world, user, found.module, back)))


def _nobody() -> Reply:
    return message_page(403, "You are not logged in", f"Come in by a login link. {AGAIN}")


def _query(call: Call, name: str) -> str:
    """The vendor takes parameter names in any case."""
    return next((values[-1] for given, values in call.query.items() if given.lower() == name), "")

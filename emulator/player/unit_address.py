"""The URL of an AICC unit: its own address with its session (AICC_SID) and the URL that it reports to (AICC_URL)."""

from urllib.parse import quote, urlencode

from emulator.courseware.package.package import Activity
from emulator.courseware.play import launches, run
from emulator.player.opening import Opened
from emulator.sandbox.world import World

HACP = "hacp"


def address(world: World, opened: Opened, activity: Activity, session: int) -> str:
    """The href of a unit for one of its runs; 0 is one of which nothing is kept."""
    home = world.link(f"{launches.PATH}/{quote(opened.key, safe='')}/{HACP}")
    added = urlencode({"AICC_SID": session_id(opened, activity, session), "AICC_URL": home}, quote_via=quote, safe="")
    place, hash_mark, fragment = (activity.href or "").partition("#")
    return f"{place}{'&' if '?' in place else '?'}{added}{hash_mark}{fragment}"


def session_id(opened: Opened, activity: Activity, session: int) -> str:
    """The id of a run, different for every unit and run."""
    position = [unit.identifier for unit in run.playable(opened.package)].index(activity.identifier)
    return f"{opened.key}.{position}-{session}"


def session_of(opened: Opened, text: str) -> tuple[Activity, int] | None:
    """The unit and the run that a session id names, if it is one of this launch."""
    key, _, rest = text.rpartition(".")
    position, _, number = rest.partition("-")
    sound = all(part.isascii() and part.isdecimal() and len(part) < 9 for part in (position, number))
    units = run.playable(opened.package)
    if key != opened.key or not sound or int(position) >= len(units):
        return None
    return units[int(position)], int(number)

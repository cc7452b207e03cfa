"""The learner's page: their courses, how far they are, and a link for every module that can be opened."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from html import escape
from urllib.parse import quote

from emulator.http import Reply
from emulator.page import HTML, STYLE
from emulator.store.statement import Row
from emulator.vendors.litmos.learner_courses import LearnerCourse, LearnerModule

# A reload, or the way back from a course, must not use the key that is used up.
SCRIPT = 'history.replaceState(null,"",document.body.dataset.home)'
GUARDED = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
        f"{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'",
    ),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
]
LOOK = """
body{place-items:start center;padding:2.5rem 1.5rem}
main{max-width:46rem;padding:0;background:none;border:0}
header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.8rem 1rem;margin-bottom:1.8rem}
header h1{margin:0;font-size:1.6rem}
.who{display:flex;align-items:center;gap:.7rem;color:var(--soft);font-size:.92rem;overflow-wrap:anywhere}
.face{flex:none;width:2.4rem;height:2.4rem;border-radius:50%;display:grid;place-items:center;background:var(--accent);
color:var(--card);font-weight:600}
article{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.4rem 1.6rem;margin-bottom:1.2rem}
article.asked{border-color:var(--accent)}
h2{margin:0;font-size:1.12rem;overflow-wrap:anywhere}
.facts{margin:.15rem 0 .9rem;font-size:.88rem}
.late{color:#b3261e}
.bar{height:.45rem;border-radius:99px;background:var(--line);overflow:hidden}
.bar i{display:block;height:100%;background:var(--accent)}
ul{list-style:none;margin:1rem 0 0;padding:0}
li{display:flex;align-items:center;justify-content:space-between;gap:1rem;padding:.7rem 0;border-top:1px solid var(--line)}
li>div{min-width:0;overflow-wrap:anywhere}
li small{display:block;color:var(--soft)}
a.go{flex:none;padding:.45rem 1.1rem;border-radius:8px;background:var(--accent);color:var(--card);font-weight:600;text-decoration:none}
a{color:var(--accent)}
.note{padding:1.1rem 1.4rem;border:1px dashed var(--line);border-radius:12px;margin-bottom:1.2rem}
@media(prefers-color-scheme:dark){.late{color:#ffb4ab}}
"""


@dataclass(frozen=True, slots=True)
class Links:
    """Where the page itself is, and what a module's Id is added to (behind a slash) to open it."""

    home: str
    launch: str


def render(user: Row, courses: Sequence[LearnerCourse], asked: str, links: Links) -> Reply:
    """The page. `asked` is the OriginalId of the course to land on; empty shows all."""
    landed = [entry for entry in courses if asked and str(entry.course["original_id"]) == asked]
    shown = landed or list(courses)
    note = ""
    if asked and not landed:
        note = f'<p class="note">You do not have the course {escape(asked[:20])}. These are your courses.</p>'
    elif landed and len(courses) > 1:
        note = f'<p><a href="{escape(links.home)}">All courses</a></p>'
    if not shown:
        note += '<p class="note">No course has been assigned to you yet.</p>'
    title = str(landed[0].course["name"]) if landed else "Your courses"
    home = f"{links.home}?c={quote(asked)}" if landed else links.home
    articles = "".join(_course(entry, links, asked=bool(landed)) for entry in shown)
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{escape(title)}</title><style>{STYLE}{LOOK}</style><body data-home="{escape(home)}">'
        f"<main>{_header(user)}{note}{articles}</main><script>{SCRIPT}</script></body></html>"
    )
    return Reply(200, text.encode("utf-8", "replace"), HTML, list(GUARDED))


def _header(user: Row) -> str:
    name = user["full_name"] or user["user_name"]
    return (
        f'<header><h1>Your courses</h1><div class="who"><div>{escape(name)}<br>{escape(user["user_name"])}</div>'
        f'<div class="face" aria-hidden="true">{escape(name[:1].upper())}</div></div></header>'
    )


def _course(entry: LearnerCourse, links: Links, *, asked: bool) -> str:
    course = entry.course
    percentage = Decimal(course["percentage_complete"])
    facts = [escape(course["code"])] if course["code"] else []
    facts.append("Completed" if course["complete"] else f"{percentage.normalize():f} % complete")
    if course["due_date"] is not None:
        facts.append(f"Due {_day(course['due_date'])}")
    if course["access_till_date"] is not None:
        facts.append(f"Access until {_day(course['access_till_date'])}")
    modules = "".join(_module(module, links) for module in entry.modules)
    return (
        f'<article{" class=asked" if asked else ""}><h2 class="course">{escape(course["name"])}</h2>'
        f'<p class="facts">{" · ".join(facts)}</p>'
        f'<div class="bar" role="progressbar" aria-valuenow="{percentage:.0f}" aria-valuemin="0" aria-valuemax="100" '
        f'aria-label="Progress"><i style="width:{percentage:.0f}%"></i></div>'
        f"<ul>{modules or '<li><small>This course has no modules yet.</small></li>'}</ul></article>"
    )


def _module(entry: LearnerModule, links: Links) -> str:
    module, name = entry.module, escape(entry.module["name"])
    small = f"<small>{escape(_state(entry.result))}</small>"
    if entry.obstacle:
        return f"<li><div>{name}{small}<small>{escape(entry.obstacle)}</small></div></li>"
    target = f"{links.launch}/{quote(module['id'], safe='')}"
    link = f'<a class="go" href="{escape(target)}" aria-label="Launch {name}">Launch</a>'
    return f"<li><div>{name}{small}</div>{link}</li>"


def _state(result: Row | None) -> str:
    if result is None or result["started_date"] is None:
        return "Not started"
    score = "" if result["score"] is None else f", score {result['score']}"
    return ("Completed" if result["completed"] else "In progress") + score


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"

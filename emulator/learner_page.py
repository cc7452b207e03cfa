"""A learner's page: what they have to do as cards, each with how far it is and a link for everything that can be opened."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape

from emulator.http import Reply
from emulator.page import HTML, STYLE

# A reload, or the way back from a course, must not use the key that is used up. A page of no origin (gate/fences.py) cannot have it so.
SCRIPT = 'try{history.replaceState(null,"",document.body.dataset.home)}catch{}'
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
class Task:
    """A line of a card: its name, small lines below it, and the path that opens it; empty where nothing can be opened."""

    name: str
    lines: Sequence[str]
    target: str


@dataclass(frozen=True, slots=True)
class Card:
    """A course or the like: facts in one line, how much of it is done (0 to 100), and its tasks; `empty` is said if it has none."""

    title: str
    facts: Sequence[str]
    percentage: float
    tasks: Sequence[Task]
    empty: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class LearnerPage:
    """The whole page. `home` is its own path, which the browser shows from then on; `notes` and `links` stand above the cards.

    `learner` is a name and a login, a link words and an address.
    """

    title: str
    heading: str
    learner: tuple[str, str]
    home: str
    cards: Sequence[Card]
    notes: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = ()


def render(page: LearnerPage) -> Reply:
    """The page as an answer. Every text in it is plain: what HTML would read in it is escaped here."""
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in page.notes)
    links = "".join(f'<p><a href="{escape(address)}">{escape(words)}</a></p>' for words, address in page.links)
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{escape(page.title)}</title><style>{STYLE}{LOOK}</style><body data-home="{escape(page.home)}">'
        f"<main>{_header(page)}{notes}{links}{''.join(map(_card, page.cards))}</main><script>{SCRIPT}</script></body></html>"
    )
    return Reply(200, text.encode("utf-8", "replace"), HTML, list(GUARDED))


def day(moment: datetime) -> str:
    """`7 March 2026`."""
    return f"{moment.day} {moment:%B %Y}"


def _header(page: LearnerPage) -> str:
    name, login = page.learner
    return (
        f'<header><h1>{escape(page.heading)}</h1><div class="who"><div>{escape(name)}<br>{escape(login)}</div>'
        f'<div class="face" aria-hidden="true">{escape(name[:1].upper())}</div></div></header>'
    )


def _card(card: Card) -> str:
    tasks = "".join(map(_task, card.tasks)) or f"<li><small>{escape(card.empty)}</small></li>"
    return (
        f'<article{" class=asked" if card.asked else ""}><h2 class="course">{escape(card.title)}</h2>'
        f'<p class="facts">{escape(" · ".join(card.facts))}</p>'
        f'<div class="bar" role="progressbar" aria-valuenow="{card.percentage:.0f}" aria-valuemin="0" aria-valuemax="100" '
        f'aria-label="Progress"><i style="width:{card.percentage:.0f}%"></i></div>'
        f"<ul>{tasks}</ul></article>"
    )


def _task(task: Task) -> str:
    name = escape(task.name)
    lines = "".join(f"<small>{escape(line)}</small>" for line in task.lines)
    link = f'<a class="go" href="{escape(task.target)}" aria-label="Launch {name}">Launch</a>' if task.target else ""
    return f"<li><div>{name}{lines}</div>{link}</li>"

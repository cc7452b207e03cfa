"""A page that tells a person in a browser one thing: what vendors' pages and the player have in common."""

from html import escape

from emulator.http import Reply

HTML = "text/html; charset=utf-8"
GUARDED = [
    # A form may lead on to a course, which is on an origin of its own.
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action http: https:"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
]
STYLE = """
:root{color-scheme:light dark;--ink:#1d2733;--soft:#5b6876;--paper:#f4f6f8;--card:#fff;--line:#d9dfe5;--accent:#1f6f8b}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#9aa7b4;--paper:#12171d;--card:#1b222a;--line:#2e3842;--accent:#6cc0dc}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif}
main{width:100%;max-width:32rem;padding:2.2rem 2.4rem;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 .6rem;font-size:1.35rem;line-height:1.3;font-weight:600;overflow-wrap:anywhere}
p{margin:.4rem 0;color:var(--soft)}
label{display:block;margin:1rem 0 .3rem;font-size:.92rem}
input{width:100%;padding:.6rem .7rem;border:1px solid var(--line);border-radius:8px;background:var(--paper);color:inherit;font:inherit}
button{margin-top:1.5rem;padding:.65rem 1.4rem;border:0;border-radius:8px;background:var(--accent);color:var(--card);font:inherit;
font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.wrong{color:#b3261e}
@media(prefers-color-scheme:dark){.wrong{color:#ffb4ab}}
"""


def message_page(status: int, title: str, words: str, more: str = "") -> Reply:
    """A page with a title and a sentence; `more` is HTML that follows it."""
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style><main><h1>{escape(title)}</h1><p>{escape(words)}</p>{more}</main></html>"
    )
    return Reply(status, text.encode("utf-8", "replace"), HTML, list(GUARDED))


def redirect(target: str) -> Reply:
    """Go on there. The target is a URL that is already encoded."""
    return Reply(302, b"", headers=[("Location", target), ("Cache-Control", "no-store")])

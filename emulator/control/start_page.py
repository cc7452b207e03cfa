"""The page at `/`: where everything is. Plain HTML, nothing from the internet."""

from html import escape

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from emulator.welcome import base_urls

router = APIRouter(include_in_schema=False)

STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 3rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
p.lead { margin: .25rem 0 2rem; opacity: .75; }
section { border: 1px solid var(--line); border-radius: .6rem; padding: 1.1rem 1.3rem; margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .3rem 1rem; margin: 0; } dt { opacity: .7; } dd { margin: 0; }
code { font: .9em ui-monospace, monospace; background: var(--soft); padding: .1em .35em; border-radius: .3em; overflow-wrap: anywhere; }
footer { margin-top: 2rem; font-size: .9rem; opacity: .75; } a { color: inherit; }
"""


@router.get("/")
async def start_page(request: Request) -> HTMLResponse:
    """Where the vendors are, with what credentials, and a line to paste for each."""
    prefix = request.scope["sandbox_prefix"]
    root = f"{request.url.scheme}://{request.url.netloc}{prefix}"
    vendors = "".join(
        f"<section><h2>{escape(title)}</h2><dl><dt>Base URL</dt><dd><code>{escape(url)}</code></dd>"
        f"<dt>Credentials</dt><dd>{escape(credentials)}</dd><dt>Try</dt><dd><code>{escape(line)}</code></dd></dl></section>"
        for title, url, credentials, line in base_urls(root)
    )
    links = " · ".join(
        f'<a href="{prefix}/_emulator/{path}">{words}</a>'
        for path, words in (
            ("journal", "what happened"),
            ("operations", "operations and evidence"),
            ("samples/", "sample courses"),
            ("deliveries", "what was posted"),
            ("clock", "clock"),
            ("settings", "settings"),
            ("openapi/control.json", "control API"),
        )
    )
    name = escape(request.scope["sandbox_name"])
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>lms-emulator</title><style>{STYLE}</style><h1>lms-emulator</h1>"
        f'<p class="lead">Sandbox <b>{name}</b>. Change the base URL in your code, keep everything else.</p>{vendors}'
        f"<p>{links}</p><footer>Not the vendors' own: an independent stand-in for tests. Sandboxes: put <code>/~NAME</code> "
        "before any path.</footer></html>"
    )

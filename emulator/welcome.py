"""The text that the command prints at the start: each vendor's address and credentials, and a command to try."""

import json

from emulator.running_at import facts, more, url_of
from emulator.settings import Settings
from emulator.vendors import ENTRIES


def base_urls(root: str) -> list[tuple[str, str, str, str]]:
    """(title, base URL, credentials, a line to paste) of each vendor, below a scheme and host."""
    return [
        (entry.title, url, entry.credentials, entry.example.replace("{url}", url))
        for entry in ENTRIES
        for url in (root + entry.base_path,)
    ]


def announcement(settings: Settings, port: int) -> str:
    """The line of JSON for a program: the URL, the process, and of each vendor what is needed to call it."""
    found = facts(settings.host, port, tls=settings.speaks_tls, **more(settings))
    vendors = [
        {
            "name": entry.name,
            "title": entry.title,
            "base_url": found["url"] + entry.base_path,
            "credentials": entry.credentials,
            "environment": entry.environment_at(found["url"]),
        }
        for entry in ENTRIES
    ]
    kept = {"data": None if settings.memory else str(settings.data.resolve())}
    return json.dumps({**found, **kept, "needs_token": settings.control_token is not None, "vendors": vendors})


def welcome(settings: Settings, port: int) -> str:
    """The text for the terminal."""
    root = (settings.public_url or url_of(settings.host, port, tls=settings.speaks_tls)).rstrip("/")
    kept = "data in memory" if settings.memory else f"data in {settings.data.resolve()}"
    lines = [f"lms-emulator at {root}   {kept}", ""]
    for title, url, credentials, line in base_urls(root):
        lines += [
            f"{title}",
            f"  base URL     {url}",
            f"  credentials  {credentials}",
            f"  try          {line}",
            "",
        ]
    lines.append(
        f"Sandboxes: put /~NAME before any path ({root}/~mine/v1.svc). The console, which shows what happened: {root}/"
    )
    said = more(settings)
    if "proxy" in said:
        lines.append(f"HTTPS_PROXY={said['proxy']} brings calls to the vendors' own host names here.")
    if "ca" in said:
        lines.append(f"Certificates are of the authority {said['ca']}: `lms-emulator tls` shows where to trust it.")
    if settings.control_token is not None:
        lines.append("The console and everything below /_emulator ask for the token of EMULATOR_CONTROL_TOKEN.")
    if settings.host in ("0.0.0.0", "::"):  # noqa: S104
        what = "it" if settings.control_token is None else "the vendors' APIs"
        lines.append(f"Anybody who reaches this machine can use {what}: the credentials are public.")
    return "\n".join(lines)

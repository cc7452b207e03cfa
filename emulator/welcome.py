"""What the command prints when it has started: for each vendor where it is, the credentials, and a line to paste."""

from emulator.settings import Settings
from emulator.vendors import ENTRIES

# Kept here and not asked of the vendors, which are imported only when they are called.
CREDENTIALS = {
    "litmos": "API keys litmos-account-owner, litmos-administrator, litmos-team-leader, litmos-learner",
    "scormcloud": "app EMULATOR01 / emulator-secret, App Management app EMULATORMG / emulator-secret",
    "nexport": "user api.user / emulator-password",
}
TRY = {
    "litmos": "curl '{url}/users?source=me&format=json' -H 'apikey: litmos-account-owner'",
    "scormcloud": "curl -u EMULATOR01:emulator-secret {url}/ping",
    "nexport": "curl {url}/AdminApi/Authenticate -H 'Content-Type: application/json' "
    '-d \'{{"username":"api.user","password":"emulator-password","grant_type":"password"}}\'',
}


def base_urls(root: str) -> list[tuple[str, str, str, str]]:
    """(title, base URL, credentials, a line to paste) of each vendor, below a scheme and host."""
    return [
        (
            entry.title,
            root + entry.base_path,
            CREDENTIALS[entry.name],
            TRY[entry.name].format(url=root + entry.base_path),
        )
        for entry in ENTRIES
    ]


def welcome(settings: Settings, port: int) -> str:
    """The text for the terminal."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    root = (settings.public_url or f"http://{host}:{port}").rstrip("/")
    lines = [f"lms-emulator at {root}   data in {settings.data.resolve()}", ""]
    for title, url, credentials, line in base_urls(root):
        lines += [
            f"{title}",
            f"  base URL     {url}",
            f"  credentials  {credentials}",
            f"  try          {line}",
            "",
        ]
    lines.append(
        f"Sandboxes: put /~NAME before any path ({root}/~mine/v1.svc). What happened: {root}/_emulator/journal"
    )
    if settings.host in ("0.0.0.0", "::"):  # noqa: S104
        lines.append("Anybody who reaches this machine can use it: the credentials are public.")
    return "\n".join(lines)

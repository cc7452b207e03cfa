"""Write docs/console.png: the journal of a server with a small world, as Chromium shows it."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from emulator.example_seed import text as example_seed
from tests.browser.browser import chromium
from tests.processes import serving

PICTURE = Path(__file__).parents[1] / "docs" / "console.png"
SIZE = {"width": 1100, "height": 560}
LARGEST = 300_000  # bytes
KEY = {"apikey": "litmos-account-owner"}
CLOUD = ("EMULATOR01", "emulator-secret")
CALLS = (
    ("GET", "/v1.svc/users?source=shop&format=json", None),
    ("POST", "/v1.svc/courses?source=shop&format=json", {"Name": "Coastal navigation", "Active": "true"}),
    ("GET", "/v1.svc/user/jo@example.com?source=shop", None),
    ("GET", "/v1.svc/users/nobody@example.com?source=shop", None),
    ("GET", "/api/v2/courses", None),
    ("POST", "/api/v2/registrations", {"registrationId": "r-17", "courseId": "tides", "learner": {"id": "sam"}}),
    ("GET", "/api/v2/registrations/r-17", None),
    ("GET", "/api/v2/registrations/r-18", None),
    ("PUT", "/api/v2/courses/tides/title", {"titel": "High water"}),
    ("GET", "/v1.svc/courses?source=shop&format=json", None),
    ("GET", "/api/v2/courses/tides", None),
)


def main() -> int:
    """Start a server, call it, and take the picture; 1 if it is too large."""
    with TemporaryDirectory() as folder, serving(Path(folder)) as (root, _), chromium() as browser:
        with httpx.Client(base_url=root, timeout=60) as client:
            client.post("/_emulator/seed", content=example_seed()).raise_for_status()
            for method, path, body in CALLS:
                credentials = {"headers": KEY} if path.startswith("/v1.svc") else {"auth": CLOUD}
                client.request(method, path, json=body, **credentials)
        page = browser.new_page(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]
        page.goto(f"{root}/_emulator/console/journal")
        page.screenshot(path=PICTURE)
    size = PICTURE.stat().st_size
    print(f"{PICTURE.name}: {size} bytes")
    return int(size > LARGEST)


if __name__ == "__main__":
    sys.exit(main())

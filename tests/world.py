"""A sandbox as a test sees it: the vendors' base URLs, the control API, and a client."""

from typing import Any

import httpx

from emulator.vendors import ENTRIES


class World:
    """One sandbox of the running emulator, empty and alone."""

    def __init__(self, root: str, name: str, client: httpx.Client) -> None:
        self.host = root
        self.name = name
        self.root = f"{root}/~{name}"
        self.client = client
        self._bases = {entry.name: self.root + entry.base_path for entry in ENTRIES}

    def __getattr__(self, vendor: str) -> str:
        """The base URL of a vendor here: `world.litmos`."""
        try:
            return self._bases[vendor]
        except KeyError:
            raise AttributeError(vendor) from None

    def control(self, method: str, path: str, **options: Any) -> Any:
        """Call the control API of this sandbox; returns the JSON and fails on an error."""
        response = self.client.request(method, f"{self.root}/_emulator/{path}", **options)
        assert response.is_success, response.text
        return response.json() if response.content else None

    def settings(self, **changes: Any) -> None:
        """Change settings of this sandbox."""
        self.control("PATCH", "settings", json=changes)

    def advance(self, seconds: float) -> list[dict[str, Any]]:
        """Move the clock; returns what ran."""
        ran: list[dict[str, Any]] = self.control("POST", "clock/advance", json={"seconds": seconds})["ran"]
        return ran

    def seed(self, document: Any) -> None:
        """Load a seed document."""
        self.control("POST", "seed", json=document)

    def sample(self, name: str) -> str:
        """The URL of a sample course."""
        return f"{self.root}/_emulator/samples/{name}"

    def journal(self, **filters: Any) -> list[dict[str, Any]]:
        """The journal's entries, oldest first."""
        entries: list[dict[str, Any]] = self.control("GET", "journal", params=filters)["entries"]
        return entries

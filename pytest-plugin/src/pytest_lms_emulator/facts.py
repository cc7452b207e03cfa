"""What a running emulator is: its address, its version, and its vendors with their credentials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pytest_lms_emulator.asking import OtherVersionError
from pytest_lms_emulator.version import VERSION, goes_with


@dataclass(frozen=True)
class Vendor:
    """A vendor's API in a sandbox. `environment` are variables for a program that calls it."""

    name: str
    title: str
    base_url: str
    credentials: str
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Litmos(Vendor):
    """Litmos, with the key of the account owner."""

    @property
    def api_key(self) -> str:
        """The API key."""
        return self.environment["LITMOS_API_KEY"]

    @property
    def headers(self) -> dict[str, str]:
        """The header with the API key."""
        return {"apikey": self.api_key}


@dataclass(frozen=True)
class ScormCloud(Vendor):
    """SCORM Cloud, with an application."""

    @property
    def app_id(self) -> str:
        """The application's id: the user name of Basic authentication."""
        return self.environment["SCORM_CLOUD_APP_ID"]

    @property
    def secret_key(self) -> str:
        """The application's secret key: the password of Basic authentication."""
        return self.environment["SCORM_CLOUD_SECRET_KEY"]

    @property
    def auth(self) -> tuple[str, str]:
        """Both, as httpx and requests take them."""
        return self.app_id, self.secret_key


@dataclass(frozen=True)
class Nexport(Vendor):
    """NexPort Campus, with a user of its API."""

    @property
    def username(self) -> str:
        """The user's name."""
        return self.environment["NEXPORT_USERNAME"]

    @property
    def password(self) -> str:
        """The user's password."""
        return self.environment["NEXPORT_PASSWORD"]


KINDS: dict[str, type[Vendor]] = {"litmos": Litmos, "scormcloud": ScormCloud, "nexport": Nexport}


@dataclass(frozen=True)
class Facts:
    """What is known of a running emulator. `vendors` have the URLs of the default sandbox."""

    url: str
    version: str
    vendors: Mapping[str, Vendor]
    token: str | None = None

    def at(self, root: str) -> dict[str, Vendor]:
        """The vendors in a sandbox, before whose paths this URL stands."""
        return {name: _moved(vendor, self.url, root) for name, vendor in self.vendors.items()}


def read_facts(url: str, token: str | None, about: Mapping[str, Any]) -> Facts:
    """The facts of an answer to `about`. Raises `OtherVersionError`."""
    version = str(about["version"])
    if not goes_with(version):
        raise OtherVersionError(
            f"the emulator at {url} is version {version}, and pytest-lms-emulator {VERSION} goes with "
            f"{'.'.join(VERSION.split('.')[:2])} alone: install the one that fits"
        )
    vendors = {each["name"]: KINDS.get(each["name"], Vendor)(**each) for each in about["vendors"]}
    # A proxy or a published port may make the emulator see another URL than the one it is called by.
    seen = next((each["base_url"] for each in about["vendors"]), url)
    origin = "/".join(seen.split("/")[:3])
    return Facts(url, version, {name: _moved(vendor, origin, url) for name, vendor in vendors.items()}, token)


def _moved(vendor: Vendor, before: str, after: str) -> Vendor:
    moved = {name: value.replace(before, after) for name, value in vendor.environment.items()}
    return replace(vendor, base_url=vendor.base_url.replace(before, after), environment=moved)

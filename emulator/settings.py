"""The settings of the server: from the environment (`EMULATOR_…`), or the command line."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from emulator.logs import Form, Level
from emulator.outgoing.own import origin_of
from emulator.outgoing.policy import Mode, Policy, is_host_pattern, literal
from emulator.problems.alike import nearest_name
from emulator.problems.token import SHORTEST, is_token
from emulator.problems.words import Formed, words_of
from emulator.vendors.settings import SandboxSettings

MEBIBYTE = 1024 * 1024
SAME = "same"
"""As `content_url`: courses stay at the origin of the emulator itself."""
OF_COMMANDS = ("EMULATOR_URL", "EMULATOR_SANDBOX")
"""Variables that tell the other commands which emulator and sandbox is meant (emulator/cli/asking.py)."""

HOST_NAME = re.compile(r"[^/@?#\\\s]+")
ORIGIN = re.compile(r"https?://[^/@?#\\\s]+/?")


class Settings(BaseSettings, SandboxSettings):
    """All settings. Those of `SandboxSettings` are a sandbox's initial values; the others belong to the server."""

    model_config = SettingsConfigDict(env_prefix="EMULATOR_", extra="ignore", allow_inf_nan=False)

    host: str = Field(default="127.0.0.1", min_length=1, description="The address to listen on.")
    port: int = Field(default=8420, ge=0, le=65535, description="The port to listen on; 0 takes a free one.")
    data: Path = Field(
        default=Path("data"),
        description="The folder for the database and uploaded content; made if it is missing.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="The PostgreSQL database in which everything but files is kept, as `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`; "
        "without it, in an SQLite file in `data`. It needs the extra `postgresql`; see docs/operations.md.",
    )
    files_url: Annotated[str, Formed(r"^s3://[^/\s]+(/\S*)?$", "must be s3://BUCKET or s3://BUCKET/PREFIX")] | None = (
        Field(
            default=None,
            description="Where the files of courses are kept, as `s3://BUCKET/PREFIX` of an S3-compatible object store, with the standard "
            "`AWS_…` variables for its endpoint and credentials; without it, in `data`. It needs the extra `s3`; see docs/operations.md.",
        )
    )
    workers: int = Field(
        default=1,
        ge=1,
        le=64,
        description="How many processes serve the port; more than one need `database_url`. One that ends is started anew.",
    )
    memory: bool = Field(
        default=False,
        description="Keep the data in a folder that is removed when the server stops, in memory if the system has room for it there; "
        "`data` is then without effect.",
    )
    log_level: Level = Field(
        default="info", description="What the log on the error output tells: `debug`, `info`, `warning` or `error`."
    )
    log_format: Form = Field(
        default="text", description="The form of the log: `text`, or `json` for an object in each line."
    )
    access_log: bool = Field(
        default=False,
        description="Whether the log has a line for each request: its path without the query, and the status.",
    )
    public_url: Annotated[str, Formed(r"^https?://", "must begin with http:// or https://")] | None = Field(
        default=None,
        description="The scheme and host in the links that the emulator returns, when neither the request's Host header "
        "nor X-Forwarded-Host is right.",
    )
    tls: bool = Field(
        default=False,
        description="Whether the port speaks https, with a certificate of a local authority that is made at the first start; "
        "`lms-emulator tls` shows where to trust it.",
    )
    tls_cert: Path | None = Field(
        default=None, description="A certificate (PEM) to speak https with in place of one of the local authority."
    )
    tls_key: Path | None = Field(default=None, description="Its key (PEM), if that is not in the same file.")
    tls_folder: Path | None = Field(
        default=None, description="The folder of the local authority; without it, `tls` in the data folder."
    )
    proxy_port: int | None = Field(
        default=None,
        ge=0,
        le=65535,
        description="A further port that is a proxy, for HTTPS_PROXY: calls to the vendors' own host names come here, all others go "
        "nowhere. 0 takes a free one.",
    )
    pass_on: bool = Field(
        default=False,
        description="Whether the proxy passes on what is for other hosts, as far as `outgoing` allows it. With a token, for those who "
        "give it as password at the proxy.",
    )
    allowed_hosts: str = Field(
        default="",
        description="Further names that the emulator may be called by in the Host header, with commas between them; `*.example.com` is "
        "every name below, `*` every name. Addresses, names without a dot, private ones and that of `public_url` always may.",
    )
    cors_origins: str = Field(
        default="",
        description="Origins whose pages may call, by their scripts, the APIs that browsers' clients are for, with commas between them: "
        "`https://app.example.com`; `*` is every page. Pages of this machine (localhost, 127.0.0.1) always may.",
    )
    content_url: (
        Annotated[
            str,
            Formed(r"^(same|https?://(\*\.)?[^/*\s]+/?)$", "must be same, or an origin like http://192.168.1.5:8421"),
        ]
        | None
    ) = Field(
        default=None,
        description="The origin of the pages of courses, which leads here too: `https://*.learn.example.com` is one for each launch, "
        "`http://192.168.1.5:8421` one for all. Without it: `launch-….localhost` where the browser is on this machine, else "
        "the same as everything; `same` is always that. See docs/security.md.",
    )
    control_token: SecretStr | None = Field(
        default=None,
        description="A token that the control API and the console then ask for, in every sandbox, as `Authorization: Bearer TOKEN` or by "
        f"logging in: for an instance that many share. At least {SHORTEST} letters, digits or signs of `-._~+/=`. What it leaves "
        "open is in docs/security.md.",
    )
    seed: Path | None = Field(
        default=None,
        description="A seed document (JSON or YAML) to load into the default sandbox when that is still empty.",
    )
    hooks: Path | None = Field(
        default=None,
        description="A folder with seed documents (`.json`, `.yaml`), loaded like `seed` and after it, and scripts, which run once "
        "it serves and before it is ready, with its URL as `EMULATOR_URL`; all in the order of their names.",
    )
    verified: Path | None = Field(
        default=None,
        description="A file of shapes of a real vendor (`lms-emulator verify --out`): what of it agrees with the contract counts as "
        "verified, by its day (docs/verify.md).",
    )
    verified_days: int = Field(
        default=365, ge=1, description="How many days a part counts as verified; after that it counts as recorded."
    )
    max_body_bytes: int = Field(
        default=32 * MEBIBYTE,
        ge=1024,
        description="The largest request body, in bytes; uploads of courses have their own limit.",
    )
    journal_bytes: int = Field(
        default=64 * MEBIBYTE,
        ge=65_536,
        description="The most that the journals of all sandboxes keep in memory, in bytes; one keeps 32 MiB and 10,000 entries at most. "
        "The oldest entries of the sandbox that was not used for longest go first, those of the default sandbox last.",
    )
    max_package_bytes: int = Field(
        default=2048 * MEBIBYTE,
        ge=1024,
        description="The largest course package, uploaded or fetched, in bytes.",
    )
    max_unpacked_bytes: int = Field(
        default=4096 * MEBIBYTE,
        ge=1024,
        description="The most that a course package may hold when it is unpacked, in bytes.",
    )
    head_seconds: float = Field(
        default=30.0,
        gt=0,
        description="How long the head of a request may take to arrive, in seconds of the machine's time.",
    )
    body_seconds: float = Field(
        default=60.0,
        gt=0,
        description="How long nothing of a request's body may arrive before the connection is closed, in seconds of the machine's time.",
    )
    fetch_seconds: float = Field(
        default=60.0,
        gt=0,
        description="How long fetching a course package may take, in seconds of the machine's time.",
    )

    outgoing: Mode | None = Field(
        default=None,
        description="Which servers courses are fetched from, and postbacks and statements sent to: `any`, `public` (public addresses "
        "alone) or `none`. Without it: `any` when the emulator listens on a loopback address, else `public`. It always reaches itself.",
    )
    outgoing_hosts: str = Field(
        default="",
        description="Servers that are reached besides, whatever `outgoing` says: names, in which * stands for anything, addresses "
        "and networks, with commas between.",
    )
    outgoing_proxy: bool = Field(
        default=False,
        description="Whether other servers are reached through the proxy of HTTP_PROXY and HTTPS_PROXY, but for those in NO_PROXY.",
    )

    @field_validator("control_token")
    @classmethod
    def _can_be_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not is_token(token.get_secret_value()):
            raise ValueError(f"a token has {SHORTEST} or more letters, digits or signs of -._~+/=, and no white space")
        return token

    @field_validator("database_url")
    @classmethod
    def _is_of_postgresql(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and not url.get_secret_value().startswith(("postgresql://", "postgres://")):
            raise ValueError("it must begin with postgresql://")
        return url

    @field_validator("data", "seed", "hooks", "verified", "tls_cert", "tls_key", "tls_folder", mode="before")
    @classmethod
    def _is_a_path(cls, path: object) -> object:
        if path == "":  # which would be the current directory
            raise ValueError("it is empty")
        return path

    @field_validator("allowed_hosts")
    @classmethod
    def _are_names(cls, text: str) -> str:
        wrong = [name for name in _listed(text) if not HOST_NAME.fullmatch(name)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no host name: it has no scheme and no path")
        return text

    @field_validator("cors_origins")
    @classmethod
    def _are_origins(cls, text: str) -> str:
        wrong = [origin for origin in _listed(text) if origin != "*" and not ORIGIN.fullmatch(origin)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no origin like https://app.example.com")
        return text

    @field_validator("public_url", "content_url")
    @classmethod
    def _has_a_host(cls, url: str | None) -> str | None:
        if url not in (None, SAME) and origin_of(str(url).replace("*", "any", 1)) is None:
            raise ValueError("there is no host in it, or no port that can be")
        return url

    @field_validator("outgoing_hosts")
    @classmethod
    def _are_hosts(cls, text: str) -> str:
        wrong = [pattern for pattern in _listed(text) if not is_host_pattern(pattern)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no host name, address or network")
        return text

    @property
    def speaks_tls(self) -> bool:
        """Whether the port speaks https."""
        return self.tls or self.tls_cert is not None

    @property
    def authority_folder(self) -> Path:
        """The folder of the local certificate authority."""
        return self.tls_folder or self.data / "tls"

    def server_url(self) -> str | None:
        """`database_url` with its password."""
        return None if self.database_url is None else self.database_url.get_secret_value()

    def names(self) -> list[str]:
        """The hosts of `allowed_hosts`."""
        return _listed(self.allowed_hosts)

    def origins(self) -> list[str]:
        """The origins of `cors_origins`."""
        return _listed(self.cors_origins)

    @property
    def at_home(self) -> bool:
        """Whether the emulator listens for this machine alone."""
        address = literal(self.host)
        return self.host == "localhost" or (address is not None and address.is_loopback)

    def policy(self) -> Policy:
        """Which servers may be called."""
        return Policy(self.outgoing or ("any" if self.at_home else "public"), tuple(_listed(self.outgoing_hosts)))

    quiet: bool = Field(
        default=False,
        description="Whether the terminal is spared the line that each refused call gets there: method, path, status and reason.",
    )
    sync: Literal["normal", "full"] = Field(
        default="normal",
        description="What is waited for before an answer: `normal` survives the process being killed, `full` a power cut too, and "
        "costs a write to the disk for each change.",
    )
    sandbox_idle_seconds: float | None = Field(
        default=None,
        gt=0,
        description="Delete a sandbox that nobody has used for so many seconds of the machine's time, with all it holds; never the "
        "default one. None: they stay. After a start they count from then.",
    )

    def sandbox_settings(self) -> SandboxSettings:
        """The settings that a new sandbox starts with."""
        return SandboxSettings(**{name: getattr(self, name) for name in SandboxSettings.model_fields})


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def misspelt(environment: Mapping[str, str]) -> list[str]:
    """A sentence for each variable that has our prefix and is not a known setting."""
    known = [*(f"EMULATOR_{name.upper()}" for name in Settings.model_fields), *OF_COMMANDS]
    found = [name for name in environment if name.upper().startswith("EMULATOR_") and name.upper() not in known]
    near = {name: nearest_name(name, known) for name in found}
    return [f"{name} is not a setting" + (f"; {near[name]} is" if near[name] else "") for name in sorted(found)]


SECRETS = (("control_token",), ("database_url",), ("mail_relay",))


class SettingsError(Exception):
    """A setting has a value that it cannot have; the words name it."""


def load_settings(**given: Any) -> Settings:
    """The settings from the environment, with `given` (None left out) before them. Raises `SettingsError`."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise SettingsError(
            "\n".join(
                f"EMULATOR_{'_'.join(map(str, problem['loc'])).upper()}: {words_of(problem)}{_shown(problem)}"
                for problem in error.errors()
            )
        ) from None


def _shown(problem: Mapping[str, Any]) -> str:
    """The value that is wrong, unless it is a secret."""
    return "" if problem["loc"] in SECRETS else f" (it is {problem['input']!r})"

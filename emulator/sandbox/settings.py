"""The settings that every sandbox has; each vendor adds its own (emulator/vendors/settings.py)."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_serializer, field_validator

from emulator.outgoing.mail_server import mail_server, without_password
from emulator.sandbox.whole import Whole

JobMode = Literal["real", "instant", "step"]
Evidence = Literal["verified", "recorded", "documented", "client", "inferred"]
ZeroIsOff = Annotated[Whole | None, BeforeValidator(lambda value: None if value in (0, "0", "") else value)]
"""A limit; None is off, which the environment says as 0."""


class CommonSettings(BaseModel):
    """How jobs (imports and other background work) move through their states, and whether secrets are shown."""

    model_config = ConfigDict(extra="forbid")

    capture_secrets: bool = Field(
        default=False,
        description="Whether the journal and the list of deliveries show passwords, keys and tokens; if not, they show (hidden).",
    )
    min_evidence: Evidence = Field(
        default="inferred",
        description="The weakest evidence for the request and the response of an operation with which it is served (docs/contract.md): "
        "`verified`, `recorded`, `documented`, `client` or `inferred`, which is all. Others answer 501 and say why in a hint.",
    )
    hints_in_errors: bool = Field(
        default=False,
        description="Whether the vendors' error texts say why in brackets behind their own words, for clients that show nothing else.",
    )
    job_mode: JobMode = Field(
        default="real",
        description="How a job moves on: `real` after durations on the sandbox's clock, `instant` before the request that starts it "
        "is answered, `step` by one state at each read of the job.",
    )
    job_seconds: float = Field(
        default=5.0,
        ge=0,
        le=86_400,
        description="How long a job takes from its first state to its last in `real` mode, in seconds of the sandbox's clock. "
        "With 5, a client that reads each second sees every state.",
    )
    mail_relay: str | None = Field(
        default=None,
        description="A mail server as HOST:PORT (Mailpit: `127.0.0.1:1025`), or with TLS and a login as "
        "`smtp+starttls://USER:PASSWORD@HOST` or `smtps://USER:PASSWORD@HOST`: what comes into the outbox is passed on to it too, as far "
        "as `outgoing` allows it. The password is shown nowhere. The recipients are those in the data, so a server that really delivers "
        "writes to them.",
    )

    @field_validator("mail_relay")
    @classmethod
    def _is_a_mail_server(cls, text: str | None) -> str | None:
        if not text:
            return None
        mail_server(text)
        return text

    @field_serializer("mail_relay", when_used="json")
    def _has_no_password(self, text: str | None) -> str | None:
        return None if text is None else without_password(text)

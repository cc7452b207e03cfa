"""The settings of Litmos in a sandbox."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

from emulator.problems.words import Formed
from emulator.sandbox.settings import ZeroIsOff
from emulator.sandbox.world import World


def _number(value: Any) -> Any:
    """The environment has texts only."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value


class LitmosSettings(BaseModel):
    """Settings for choices that the vendor's documents leave open, and for tests."""

    litmos_job_roles: list[str] | None = Field(
        default=None,
        description="Litmos: the job roles of the account; a user with another JobRole is refused with 409. null takes any.",
    )
    litmos_rate_limit: ZeroIsOff = Field(
        default=100,
        ge=1,
        description="Litmos: requests that a key may make in a rolling 60 s before it gets 503, as the vendor has it; "
        "null (in the environment: 0) is off.",
    )
    litmos_require_source: bool = Field(
        default=True,
        description="Litmos: refuse a request without `source` with 403, as the vendor's page says.",
    )
    litmos_gamification: bool = Field(
        default=True,
        description="Litmos: the organisation has points and badges; false refuses what is asked of them with 403, as the vendor does.",
    )
    litmos_require_https: bool = Field(
        default=False,
        description="Litmos: refuse a request over plain http with 403, as the vendor's page says. Behind a proxy its "
        "X-Forwarded-Proto, or the scheme of the public URL, says how the caller came.",
    )
    litmos_bad_key_status: Annotated[Literal[401, 403], BeforeValidator(_number)] = Field(
        default=403,
        description="Litmos: how a missing or wrong API key, or a missing `source`, is answered. 403 is the vendor's page, 401 the "
        "published API description.",
    )
    litmos_new_module_status: Annotated[Literal[200, 201], BeforeValidator(_number)] = Field(
        default=201,
        description="Litmos: what a successful POST /modules answers. 201 is the vendor's rule for creations, 200 the published "
        "API description.",
    )
    litmos_json_dates: Literal["iso", "wcf"] = Field(
        default="iso",
        description="Litmos: how dates look in JSON: `iso` (2015-04-30T15:36:30, the vendor's page) or `wcf` "
        "(\\/Date(1430408190000+0000)\\/, what clients have seen).",
    )
    litmos_json_date_offset: Annotated[
        str, Formed(r"^([+-](0\d|1[0-4])[0-5]\d)?$", "must be an offset like +0000 or -0800, or an empty text")
    ] = Field(
        default="+0000",
        description="Litmos: the offset within dates of the form `wcf`, as `-0800`; an empty text leaves it out. The milliseconds are UTC "
        "whatever it says.",
    )
    litmos_members: Literal["2016", "2017", "today"] = Field(
        default="today",
        description="Litmos: which members users, courses and teams have: today's, or those of the recordings of 2016 or 2017.",
    )
    litmos_course_import_rows: ZeroIsOff = Field(
        default=100,
        ge=1,
        description="Litmos: the most records of one import of courses, as the published API description has it; null (in the "
        "environment: 0) leaves 2,000 KB as the only limit, as the vendor's page has it.",
    )
    litmos_meeting_accounts: bool = Field(
        default=True,
        description="Litmos: whether the accounts at GoToTraining, WebEx and Zoom are authorised; off, sessions held there are refused.",
    )
    litmos_collections: bool = Field(
        default=True, description="Litmos: whether the Collections feature is on; off, its operations answer 403."
    )
    litmos_self_sign_up: bool = Field(
        default=True, description="Litmos: whether the Self Sign Up feature is on; off, `/tokens` answers 403."
    )


def settings_of(world: World) -> LitmosSettings:
    """The settings of the call's sandbox."""
    settings = world.sandbox.settings
    assert isinstance(settings, LitmosSettings)
    return settings

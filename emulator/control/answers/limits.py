"""Response bodies: rate limits."""

from emulator.control.answers.answer import Answer


class KeyUse(Answer):
    """How often a key was used within the window, and whether it is exhausted on request."""

    key: str
    used: int
    exhausted: bool


class Limit(Answer):
    """A rate limit: `limit` uses for each key (`per` says of what) in a rolling window of so many `seconds` of the sandbox's clock;
    null is off. `name` is that of its setting. `exhausted` is whether every key is, on request."""

    name: str
    vendor: str
    about: str
    per: str
    seconds: int
    limit: int | None
    exhausted: bool
    keys: list[KeyUse]


class Limits(Answer):
    """Every limit that the installed vendors have."""

    limits: list[Limit]

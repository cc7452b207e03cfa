"""Response bodies: jobs."""

from datetime import datetime

from emulator.control.answers.answer import Answer


class ListedJob(Answer):
    """A job: the work of `kind` on a `subject`. It goes through its `states`; `due` is when it comes to the next one, null once it has
    ended. `reason` is why it failed, or why it is tried again."""

    number: int
    job: str
    kind: str
    subject: str
    state: str
    states: list[str]
    created: datetime
    due: datetime | None
    reason: str | None


class Jobs(Answer):
    """The newest jobs, oldest first."""

    jobs: list[ListedJob]

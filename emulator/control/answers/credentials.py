"""Response bodies: the credentials that a sandbox owns."""

from emulator.control.answers.answer import Answer


class Credential(Answer):
    """A credential that a sandbox owns: calls that show it need no `/~NAME` before their path."""

    sandbox: str
    vendor: str
    key: str


class Credentials(Answer):
    """The credentials that the sandbox owns, oldest first. The well-known ones, which every sandbox has, are not among them."""

    credentials: list[Credential]

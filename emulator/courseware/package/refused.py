"""Why a course package was not taken."""


class PackageRefused(Exception):
    """The package cannot be imported.

    `reason` is one sentence for the person who uploaded the package: it names the file, line or element
    that is wrong. Nothing of the package is kept once this is raised.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

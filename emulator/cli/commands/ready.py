"""`lms-emulator ready`."""

import sys
from typing import Annotated
from urllib.parse import urlsplit

import typer

from emulator.cli.address import own_url


def ready(
    port: Annotated[int | None, typer.Option(help="The port that it listens on [8420].")] = None,
) -> None:
    """Check whether the emulator on this machine can be used. Exit code 0 if it can, otherwise 1."""
    from http.client import HTTPConnection, HTTPException, HTTPSConnection

    from emulator.cli.secure import trusting

    url = urlsplit(own_url(port))
    where = url.netloc
    tls = url.scheme == "https"
    connection = HTTPSConnection(where, timeout=4, context=trusting()) if tls else HTTPConnection(where, timeout=4)
    try:
        connection.request("GET", "/_emulator/ready")
        status = connection.getresponse().status
    except (OSError, HTTPException, UnicodeError, TypeError) as error:
        print(f"not ready at {where}: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    raise typer.Exit(0 if status == 200 else 1)

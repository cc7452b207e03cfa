"""`lms-emulator mcp`."""

from typing import Annotated

import typer

from emulator.cli.address import own_url
from emulator.cli.client import RunningEmulator
from emulator.cli.options import SandboxName, Token, Url
from emulator.cli.stopping import stop


def mcp(
    url: Url = None,
    sandbox: SandboxName = None,
    token: Token = None,
    write: Annotated[
        bool, typer.Option("--write", help="Let agents seed and reset, too, and set faults and the clock.")
    ] = False,
) -> None:
    """Serve coding agents by the Model Context Protocol (stdio): they read the journal and learn why a call was refused.

    Nothing can be changed without --write. It needs the extra: pip install 'lms-emulator[mcp]'.
    """
    try:
        from emulator.cli.mcp_server import server_for
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        stop("the SDK of the Model Context Protocol is not installed: pip install 'lms-emulator[mcp]'")
    server_for(RunningEmulator(url or own_url(), sandbox or None, token or None), write=write).run("stdio")

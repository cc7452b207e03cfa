"""`lms-emulator tls`."""

import json
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from emulator.cli.address import checked_sandbox, own_settings
from emulator.cli.options import AsJson
from emulator.cli.stopping import stop
from emulator.running_at import read


def tls(
    data: Annotated[Path | None, typer.Option(help="The data folder [./data].")] = None,
    sandbox: Annotated[
        str | None,
        typer.Option(envvar="EMULATOR_SANDBOX", show_envvar=True, help="The sandbox behind the proxy [default]."),
    ] = None,
    export: Annotated[
        bool,
        typer.Option("--export", help="Print variables for a shell: the authority, and the proxy if there is one."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show how to trust the local certificate authority of serve --tls and --proxy-port. It is created if it does not exist.

    With its key, one could pretend to be any server to programs that trust it. The key is in the data folder, readable for its owner only.
    """
    from emulator.tls.authority import Authority
    from emulator.tls.errors import TlsError
    from emulator.tls.trust import environment, places

    if data is not None and not data.is_dir():
        stop(f"there is no data folder {data}")
    settings = own_settings(data=data)
    try:
        authority = Authority(settings.authority_folder)
    except TlsError as error:
        stop(error)
    certificate, trusting = str(authority.certificate.resolve()), places(authority)
    variables = environment(authority) | _proxy(read(settings.data, "proxy"), sandbox)
    if as_json:
        found = {"ca": certificate, "fingerprint": authority.fingerprint, "environment": variables}
        print(json.dumps({**found, "places": {place.name: place.lines for place in trusting}}))
    elif export:
        print("\n".join(f"export {name}={quote(value)}" for name, value in variables.items()))
    else:
        print(f"authority    {certificate}\nSHA-256      {authority.fingerprint}")
        for place in trusting:
            print("\n".join(["", place.name, *(f"  {line}" for line in place.lines)]))


def _proxy(url: str | None, sandbox: str | None) -> dict[str, str]:
    """The variables for a proxy at a URL; a sandbox is its user."""
    if url is None:
        return {}
    if sandbox:
        url = url.replace("://", f"://{checked_sandbox(sandbox)}:x@", 1)
    return {"HTTPS_PROXY": url, "HTTP_PROXY": url, "NO_PROXY": "localhost,127.0.0.1,::1"}

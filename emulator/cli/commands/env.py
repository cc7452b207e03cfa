"""`lms-emulator env`."""

import json
from shlex import quote
from typing import Annotated, Any

import typer

from emulator.cli.address import checked, checked_sandbox, own_url
from emulator.cli.options import AsJson, SandboxName, Url
from emulator.cli.stopping import stop
from emulator.problems.alike import nearest_name


def env(
    client: Annotated[
        str | None, typer.Option(help="The lines for this client, in its language; `list` lists the clients.")
    ] = None,
    url: Url = None,
    sandbox: SandboxName = None,
    export: Annotated[bool, typer.Option("--export", help="Write `export` before each variable, for a shell.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print base URLs and credentials as variables for a .env file, or the lines that point a client at the emulator.

    No client reads these variables by itself: their names are for your own settings. The emulator need not run.
    """
    root = (checked(url) if url else own_url()).rstrip("/") + (f"/~{checked_sandbox(sandbox)}" if sandbox else "")
    if client is None:
        _print_variables(root, export, as_json)
    elif client == "list":
        _print_clients(as_json)
    else:
        _print_client(client, root, as_json)


def _print_variables(root: str, export: bool, as_json: bool) -> None:
    from emulator.vendors import ENTRIES

    found = [(entry, entry.environment_at(root)) for entry in ENTRIES]
    if as_json:
        print(json.dumps({name: value for _, variables in found for name, value in variables.items()}))
        return
    for entry, variables in found:
        print(f"# {entry.title}: {entry.credentials}")
        for name, value in variables.items():
            print(f"{'export ' if export else ''}{name}={quote(value)}")


def _print_clients(as_json: bool) -> None:
    from emulator.vendors.clients.known import every_client

    found = [_document(entry.title, client) for entry, client in every_client()]
    if as_json:
        print(json.dumps(found))
        return
    for each in found:
        whose = "the vendor's" if each["official"] else "not the vendor's"
        print(f"{each['name']}: {each['package']} ({each['vendor']}, {each['language']}, {whose})")


def _print_client(wanted: str, root: str, as_json: bool) -> None:
    from emulator.vendors.clients.known import every_client

    known = {client.name: (entry, client) for entry, client in every_client()}
    if wanted not in known:
        near = nearest_name(wanted, known)
        stop(f"{wanted} is no known client; {f'the nearest is {near}' if near else 'there are ' + ', '.join(known)}")
    entry, client = known[wanted]
    lines = client.lines_at(root, entry.base_path)
    if as_json:
        print(json.dumps({**_document(entry.title, client), "lines": lines, "note": client.note}))
        return
    if client.note:
        print(f"{client.package} ({client.language}). {client.note}\n")
    print("\n".join(lines))


def _document(vendor: str, client: Any) -> dict[str, Any]:
    told = {name: getattr(client, name) for name in ("name", "language", "package", "official", "tried")}
    return {"vendor": vendor, **told}

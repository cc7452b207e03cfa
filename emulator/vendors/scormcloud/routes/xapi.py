"""xAPI: credentials for the LRS and statement pipes."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.wire.listing import Listing
from emulator.vendors.scormcloud.xapi import statement_pipes, xapi_credentials


@router.post("/xapi/credentials", status_code=200)
def create_xapi_credential(world: World, body: Row) -> dict[str, str]:
    return xapi_credentials.create(world, body)


@router.get("/xapi/credentials/{xapiCredentialId}", status_code=200)
def get_xapi_credential(world: World, xapi_credential_id: str) -> Row:
    return xapi_credentials.find(world, xapi_credential_id)


@router.get("/xapi/credentials", status_code=200)
def get_xapi_credentials(world: World, page: Listing) -> Row:
    return xapi_credentials.find_all(world, page)


@router.put("/xapi/credentials/{xapiCredentialId}", status_code=204)
def set_xapi_credential(world: World, xapi_credential_id: str, body: Row) -> None:
    xapi_credentials.put(world, xapi_credential_id, body)


@router.delete("/xapi/credentials/{xapiCredentialId}", status_code=204)
def delete_xapi_credential(world: World, xapi_credential_id: str) -> None:
    xapi_credentials.delete(world, xapi_credential_id)


@router.post("/xapi/statementPipes", status_code=200)
def create_statement_pipe(world: World, body: Row) -> dict[str, str]:
    return statement_pipes.create(world, body)


@router.get("/xapi/statementPipes/{statementPipeId}", status_code=200)
def get_statement_pipe(world: World, statement_pipe_id: str) -> Row:
    return statement_pipes.find(world, statement_pipe_id)


@router.get("/xapi/statementPipes", status_code=200)
def get_statement_pipes(world: World) -> dict[str, list[Row]]:
    return statement_pipes.find_all(world)


@router.put("/xapi/statementPipes/{statementPipeId}", status_code=200)
def set_statement_pipe(world: World, statement_pipe_id: str, body: Row) -> dict[str, str]:
    return statement_pipes.put(world, statement_pipe_id, body)


@router.delete("/xapi/statementPipes/{statementPipeId}", status_code=204)
def delete_statement_pipe(world: World, statement_pipe_id: str) -> None:
    statement_pipes.delete(world, statement_pipe_id)

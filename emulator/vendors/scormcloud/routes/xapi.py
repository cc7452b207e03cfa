"""xAPI: credentials for the LRS and statement pipes."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.wire.listing import Listing
from emulator.vendors.scormcloud.xapi import statement_pipes, xapi_credentials


@router.post("/xapi/credentials", status_code=200)
def create_xapi_credential(call: Call, body: dict[str, Any]) -> dict[str, str]:
    return xapi_credentials.create(call, body)


@router.get("/xapi/credentials/{xapiCredentialId}", status_code=200)
def get_xapi_credential(call: Call, xapi_credential_id: str) -> Row:
    return xapi_credentials.find(call, xapi_credential_id)


@router.get("/xapi/credentials", status_code=200)
def get_xapi_credentials(call: Call, page: Listing) -> dict[str, Any]:
    return xapi_credentials.find_all(call, page)


@router.put("/xapi/credentials/{xapiCredentialId}", status_code=204)
def set_xapi_credential(call: Call, xapi_credential_id: str, body: dict[str, Any]) -> None:
    xapi_credentials.put(call, xapi_credential_id, body)


@router.delete("/xapi/credentials/{xapiCredentialId}", status_code=204)
def delete_xapi_credential(call: Call, xapi_credential_id: str) -> None:
    xapi_credentials.delete(call, xapi_credential_id)


@router.post("/xapi/statementPipes", status_code=200)
def create_statement_pipe(call: Call, body: dict[str, Any]) -> dict[str, str]:
    return statement_pipes.create(call, body)


@router.get("/xapi/statementPipes/{statementPipeId}", status_code=200)
def get_statement_pipe(call: Call, statement_pipe_id: str) -> Row:
    return statement_pipes.find(call, statement_pipe_id)


@router.get("/xapi/statementPipes", status_code=200)
def get_statement_pipes(call: Call) -> dict[str, list[Row]]:
    return statement_pipes.find_all(call)


@router.put("/xapi/statementPipes/{statementPipeId}", status_code=200)
def set_statement_pipe(call: Call, statement_pipe_id: str, body: dict[str, Any]) -> dict[str, str]:
    return statement_pipes.put(call, statement_pipe_id, body)


@router.delete("/xapi/statementPipes/{statementPipeId}", status_code=204)
def delete_statement_pipe(call: Call, statement_pipe_id: str) -> None:
    statement_pipes.delete(call, statement_pipe_id)

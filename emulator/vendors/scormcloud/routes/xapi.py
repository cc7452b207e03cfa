"""xAPI: credentials for the LRS and statement pipes."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud import statement_pipes, xapi_credentials
from emulator.vendors.scormcloud.listing import Listing
from emulator.vendors.scormcloud.routing import routes


@routes.operation("createXapiCredential")
def create_credential(call: Call, body: dict[str, Any]) -> dict[str, str]:
    return xapi_credentials.create(call, body)


@routes.operation("getXapiCredential")
def get_credential(call: Call, xapi_credential_id: str) -> Row:
    return xapi_credentials.find(call, xapi_credential_id)


@routes.operation("getXapiCredentials")
def list_credentials(call: Call, page: Listing) -> dict[str, Any]:
    return xapi_credentials.find_all(call, page)


@routes.operation("setXapiCredential")
def put_credential(call: Call, xapi_credential_id: str, body: dict[str, Any]) -> None:
    xapi_credentials.put(call, xapi_credential_id, body)


@routes.operation("deleteXapiCredential")
def delete_credential(call: Call, xapi_credential_id: str) -> None:
    xapi_credentials.delete(call, xapi_credential_id)


@routes.operation("createStatementPipe")
def create_pipe(call: Call, body: dict[str, Any]) -> dict[str, str]:
    return statement_pipes.create(call, body)


@routes.operation("getStatementPipe")
def get_pipe(call: Call, statement_pipe_id: str) -> Row:
    return statement_pipes.find(call, statement_pipe_id)


@routes.operation("getStatementPipes")
def list_pipes(call: Call) -> dict[str, list[Row]]:
    return statement_pipes.find_all(call)


@routes.operation("setStatementPipe")
def put_pipe(call: Call, statement_pipe_id: str, body: dict[str, Any]) -> dict[str, str]:
    return statement_pipes.put(call, statement_pipe_id, body)


@routes.operation("deleteStatementPipe")
def delete_pipe(call: Call, statement_pipe_id: str) -> None:
    statement_pipes.delete(call, statement_pipe_id)

"""The official client's XapiApi."""

from typing import Any

import pytest
import rustici_software_cloud_v2 as sc

from tests.clients.test_scormcloud_client import Api, client_of, refused
from tests.world import World


@pytest.fixture
def api(world: World) -> Api:
    return sc.XapiApi(client_of(world))


def credential(**members: Any) -> Api:
    given = {"name": "Reader", "secret": "s", "is_enabled": True, **members}
    auth = sc.XapiCredentialAuthTypeSchema(xapi_credential_auth_type="OAUTH")
    level = sc.XapiCredentialPermissionsLevelSchema(xapi_credential_permissions_level="ROOT")
    return sc.XapiCredentialPostSchema(auth=auth, permissions_level=level, **given)


def target(url: str = "http://localhost/lrs") -> Api:
    return sc.XapiEndpointSchema(url=url, user_name="u", password="p")


def test_credentials_are_created_read_set_listed_and_deleted(api: Api) -> None:
    credential_id = api.create_xapi_credential(credential()).result
    shown = api.get_xapi_credential(credential_id)
    assert (shown.id, shown.name, shown.secret, shown.is_enabled) == (credential_id, "Reader", "s", True)
    assert shown.auth.xapi_credential_auth_type == "OAUTH"
    assert shown.permissions_level.xapi_credential_permissions_level == "ROOT"
    # The client has a XapiCredentialPutSchema too, but its set_xapi_credential declares the schema of the POST.
    api.set_xapi_credential(credential_id, credential(name="Writer"))
    api.set_xapi_credential("mine", credential(is_enabled=False))
    listed = api.get_xapi_credentials(order_by="created_asc").xapi_credentials
    assert [(row.id, row.name, row.is_enabled) for row in listed] == [
        (credential_id, "Writer", True),
        ("mine", "Reader", False),
    ]
    api.delete_xapi_credential(credential_id)
    for ask in (api.get_xapi_credential, api.delete_xapi_credential):
        with refused(404):
            ask(credential_id)


def test_credentials_are_walked_by_more(api: Api) -> None:
    for number in range(11):
        api.set_xapi_credential(f"K{number}", credential())
    page = api.get_xapi_credentials()
    rest = api.get_xapi_credentials(more=page.more)
    seen = [row.id for row in (*page.xapi_credentials, *rest.xapi_credentials)]
    assert (sorted(seen), rest.more) == (sorted(f"K{number}" for number in range(11)), None)


def test_credentials_without_a_secret_raise_400(api: Api) -> None:
    with refused(400):
        api.create_xapi_credential(credential(secret=""))
    with refused(400):
        api.set_xapi_credential("mine", credential(name=""))


def test_a_pipe_is_created_read_set_listed_and_deleted(api: Api) -> None:
    pipe_id = api.create_statement_pipe(sc.XapiStatementPipePostSchema(source=target(), target=target())).result
    pipe = api.get_statement_pipe(pipe_id)
    assert (pipe.id, pipe.attempts, pipe.last_forwarded_statement_date) == (pipe_id, 0, None)
    assert (pipe.source.url, pipe.target.password) == ("http://localhost/lrs", "p")
    assert api.set_statement_pipe("mine", sc.XapiStatementPipePutSchema(target=target())).result == "mine"
    assert [row.id for row in api.get_statement_pipes().xapi_statement_pipes] == [pipe_id, "mine"]
    api.delete_statement_pipe(pipe_id)
    for ask in (api.get_statement_pipe, api.delete_statement_pipe):
        with refused(404):
            ask(pipe_id)
    with refused(400):
        api.create_statement_pipe(sc.XapiStatementPipePostSchema(target=sc.XapiEndpointSchema()))


def test_a_pipe_that_is_being_processed_raises_409(api: Api, world: World) -> None:
    world.control("PUT", "clock", json={"held": True})
    world.settings(job_mode="real", job_seconds=5)
    pipe_id = api.create_statement_pipe(sc.XapiStatementPipePostSchema(target=target())).result
    update = sc.XapiStatementPipePutSchema(target=target("http://localhost/other"))
    with refused(409):
        api.set_statement_pipe(pipe_id, update)
    world.advance(5)
    api.set_statement_pipe(pipe_id, update)
    assert api.get_statement_pipe(pipe_id).target.url == "http://localhost/other"

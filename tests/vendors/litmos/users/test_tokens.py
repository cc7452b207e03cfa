"""Self sign-up tokens."""

from typing import Any

import pytest
from lxml import etree

from tests.vendors.litmos.calling import BAD_REQUEST, LitmosClient, refusal

MEMBERS = ["TokenId", "TokenCode", "TokenType", "TokenTypeId", "Active", "MaximumActivations", "TokenExpiration"]


def body(litmos: LitmosClient, code: str = "JOIN", **members: Any) -> dict[str, Any]:
    """A token for a course."""
    courses = litmos.call("GET", "/courses").json() or [litmos.new_course()]
    return {"TokenCode": code, "TokenType": 1, "TokenTypeId": courses[0]["Id"], "MaximumActivations": 5, **members}


def test_tokens_are_created_listed_searched_and_read(litmos: LitmosClient) -> None:
    given = [body(litmos, TokenExpiration="2030-01-02 03:04:05"), body(litmos, "100%", Active=False)]
    response = litmos.call("POST", "/tokens", json=given)
    assert (response.status_code, response.content) == (201, b"")
    first, second = litmos.call("GET", "/tokens").json()
    assert list(first) == MEMBERS
    assert first == {**given[0], "TokenId": first["TokenId"], "Active": True, "TokenExpiration": "2030-01-02T03:04:05"}
    assert (second["Active"], second["TokenExpiration"]) == (False, None)
    assert litmos.call("GET", "/tokens", params={"search": "%"}).json() == [second]
    assert litmos.call("GET", "/tokens", params={"start": 1, "limit": 1}).json() == [second]
    alone = litmos.call("GET", f"/tokens/{first['TokenId']}").json()
    assert alone == [{**first, "TokenExpiration": "2030-01-02 03:04:05"}], "so the vendor's page has it"
    root = etree.fromstring(litmos.xml("GET", f"/tokens/{first['TokenId']}").content)
    assert (root.tag, root[0].tag, [child.tag for child in root[0]]) == ("Tokens", "Token", MEMBERS)
    assert etree.fromstring(litmos.xml("GET", "/tokens").content).tag == "Tokens"


def test_tokens_are_changed_by_id_or_by_code(litmos: LitmosClient) -> None:
    litmos.call("POST", "/tokens", json=[body(litmos), body(litmos, "OTHER")])
    first, second = litmos.call("GET", "/tokens").json()
    changes = [{**body(litmos, "RENAMED"), "TokenId": first["TokenId"]}, {**body(litmos, "other"), "Active": False}]
    response = litmos.call("PUT", "/tokens", json=changes)
    assert (response.status_code, response.content) == (200, b"")
    after = litmos.call("GET", "/tokens").json()
    assert [(token["TokenCode"], token["Active"]) for token in after] == [("RENAMED", True), ("other", False)]
    assert after[1]["TokenId"] == second["TokenId"]
    xml = f"<Tokens><Token><TokenId>{first['TokenId']}</TokenId><TokenCode>X</TokenCode><TokenType>1</TokenType></Token></Tokens>"
    assert litmos.xml("PUT", "/tokens", xml).status_code == 200
    new = "<Tokens><Token><TokenCode>Y</TokenCode><TokenType>2</TokenType></Token></Tokens>"
    assert litmos.xml("POST", "/tokens", new).status_code == 201
    assert [token["TokenCode"] for token in litmos.call("GET", "/tokens").json()] == ["X", "other", "Y"]


def test_an_unknown_token_answers_403_in_the_documented_words(litmos: LitmosClient) -> None:
    words = {"Detail": "The token in the xml/json request does not exist."}
    response = litmos.call("GET", "/tokens/no")
    assert (response.status_code, response.json()) == (403, words)
    response = litmos.call("PUT", "/tokens", json=[body(litmos, "NEW")])
    assert (response.status_code, response.json()) == (403, words)


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_more_than_a_hundred_tokens_are_refused(litmos: LitmosClient, method: str) -> None:
    tokens = [{"TokenCode": f"T{number}", "TokenType": 1} for number in range(101)]
    assert litmos.call("POST", "/tokens", json=tokens[:100]).status_code == 201
    response = litmos.call(method, "/tokens", json=tokens)
    words = "System doesn't support creation or updation of more than 100 tokens in a single bulk import"
    assert (response.status_code, response.json()) == (403, {"Detail": words})


def test_while_the_feature_is_off_every_operation_says_so(litmos: LitmosClient) -> None:
    litmos.world.settings(litmos_self_sign_up=False)
    for method, path, words in (
        ("GET", "/tokens", "Self Sign Up feature is not enabled"),
        ("GET", "/tokens/no", "Self Sign Up feature is not enabled."),
        ("POST", "/tokens", "Self Sign Up feature is not enabled"),
        ("PUT", "/tokens", "Self Sign Up feature is not enabled"),
    ):
        response = litmos.call(method, path, **({} if method == "GET" else {"json": [body(litmos)]}))
        assert (response.status_code, response.json()) == (403, {"Detail": words}), (method, path)


@pytest.mark.parametrize(
    "members",
    [
        {"TokenCode": ""},
        {"TokenCode": "x" * 251},
        {"TokenType": 5},
        {"TokenType": None},
        {"TokenTypeId": "nothing"},
        {"TokenType": 2},
        {"MaximumActivations": -1},
        {"TokenExpiration": "soon"},
        {"TokenCode": "first"},
    ],
)
def test_a_token_that_cannot_be_answers_400_and_none_is_made(litmos: LitmosClient, members: dict[str, Any]) -> None:
    response = litmos.call("POST", "/tokens", json=[body(litmos, "FIRST"), {**body(litmos, "SECOND"), **members}])
    assert (response.status_code, list(response.json())) == (400, ["Detail"])
    assert litmos.call("GET", "/tokens").json() == []


@pytest.mark.parametrize("given", [[], {}, [7], "x", None])
def test_a_body_that_is_no_list_of_tokens_answers_400(litmos: LitmosClient, given: Any) -> None:
    assert refusal(litmos.call("POST", "/tokens", json=given), 400) == BAD_REQUEST
    assert refusal(litmos.xml("POST", "/tokens", "<Token/>"), 400) == BAD_REQUEST


def test_tokens_come_from_a_seed_too(litmos: LitmosClient) -> None:
    litmos.world.seed(
        {"litmos": {"tokens": [{"TokenId": "abc1", "TokenCode": "S", "TokenType": 1, "MaximumActivations": 2}]}}
    )
    assert litmos.call("GET", "/tokens/abc1").json()[0]["MaximumActivations"] == 2


def test_tokens_are_for_account_owners(litmos: LitmosClient) -> None:
    response = LitmosClient(litmos.world, "litmos-administrator").call("GET", "/tokens")
    assert (response.status_code, response.json()) == (
        403,
        {"Detail": "You do not have the proper permissions for this call."},
    )

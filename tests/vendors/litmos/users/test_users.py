"""Users: as recorded, and the refusals that the vendor documents."""

from typing import Any

import pytest
from lxml import etree

from emulator.vendors import load_vendor
from tests.vendors.litmos.calling import BAD_REQUEST, LitmosClient, refusal

RECORDED_NEW_USER = {
    "Id": "", "UserName": "jobaba66@pieshop.net", "FirstName": "Jo", "LastName": "Baba66", "FullName": "",
    "Email": "jobaba66@pieshop.net", "AccessLevel": "Learner", "DisableMessages": True, "Active": True, "Skype": "",
    "PhoneWork": "", "PhoneMobile": "", "LastLogin": "", "LoginKey": "", "IsCustomUsername": False, "Password": "",
    "SkipFirstLogin": True, "TimeZone": "UTC", "Street1": "", "Street2": "", "City": "", "State": "",
    "PostalCode": "", "Country": "", "CompanyName": "", "JobTitle": "", "CustomField1": "", "Culture": "",
}  # fmt: skip


def test_the_recorded_creation_is_answered_as_it_was_recorded(litmos: LitmosClient) -> None:
    response = litmos.call("POST", "/users", json=RECORDED_NEW_USER)
    assert (response.status_code, response.reason_phrase) == (201, "Created")
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["server"] == "Microsoft-IIS/7.5"
    assert "location" not in response.headers
    user = response.json()
    assert user["FullName"] == "Jo Baba66"
    assert user["SkipFirstLogin"] is False
    assert user["Culture"] == "en-US"
    assert user["SalesforceId"] is None
    assert user["CustomField3"] == ""
    assert user["LastLogin"] == ""
    assert user["Points"] == 0
    assert list(user)[:8] == list(RECORDED_NEW_USER)[:8]
    assert b"http:\\/\\/" in response.content


def test_members_come_in_the_order_of_the_contract_in_both_formats(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    names = [field.name for field in load_vendor("litmos").contract.schemas["User"].fields]
    assert list(user) == names
    root = etree.fromstring(litmos.xml("GET", f"/users/{user['Id']}").content)
    assert [child.tag for child in root] == names


def test_xml_is_written_without_declaration_and_with_nil_for_null(litmos: LitmosClient) -> None:
    user = litmos.new_user(LastName="<Ba&ba>")
    response = litmos.xml("GET", f"/users/{user['Id']}")
    assert response.headers["content-type"] == "application/xml; charset=utf-8"
    assert response.text.startswith('<User xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Id>')
    assert '<SalesforceId i:nil="true"/>' in response.text
    assert "<Skype/>" in response.text
    assert "<LastName>&lt;Ba&amp;ba&gt;</LastName>" in response.text


def test_a_user_is_created_in_xml_and_read_in_json(litmos: LitmosClient) -> None:
    body = "<User><UserName>a@b.example</UserName><FirstName>A</FirstName><LastName>B</LastName></User>"
    response = litmos.xml("POST", "/users", body, format="json")
    assert response.status_code == 201
    assert response.json()["FullName"] == "A B"


def test_an_xml_member_out_of_order_is_ignored_without_an_error(litmos: LitmosClient) -> None:
    body = "<User><UserName>a@b.example</UserName><LastName>B</LastName><FirstName>Late</FirstName></User>"
    response = litmos.xml("POST", "/users", body, format="json")
    assert response.status_code == 201
    assert response.json()["FirstName"] == ""
    assert "FirstName" in response.headers["x-emulator-hint"]


def test_creating_a_user_whose_name_is_taken_answers_409_with_the_text_as_reason(litmos: LitmosClient) -> None:
    litmos.new_user("jo@example.com")
    response = litmos.call("POST", "/users", json={"UserName": "JO@example.com"})
    assert (response.status_code, response.reason_phrase) == (409, "UserName already exists")
    assert response.headers["content-type"] == "application/json"
    assert response.content == b'{"Detail":"UserName already exists"}'


@pytest.mark.parametrize(
    ("members", "status", "text"),
    [
        ({"UserName": "abc"}, 409, "Username must be greater than 3 characters."),
        ({"UserName": "a b@example.com"}, 409, "Invalid special character's in the username."),
        ({"Email": "nobody"}, 409, "Invalid email address."),
        ({"Culture": "not a culture"}, 409, "Culture is invalid"),
        ({"EnableTextNotification": True}, 400, "Mobile Number required to enable text message notifications"),
        (
            {"EnableTextNotification": True, "PhoneMobile": "12"},
            400,
            "Invalid Phone Number. The mobile phone should be in this format +15554443333. "
            "Be sure to include your country code.",
        ),
        ({"UserName": ""}, 400, "Please check the xml/json in the body of the request."),
        ({"UserName": "x" * 256 + "@example.com"}, 400, "Please check the xml/json in the body of the request."),
        ({"Active": "perhaps"}, 400, "Please check the xml/json in the body of the request."),
        ({"AccessLevel": "Emperor"}, 400, "Please check the xml/json in the body of the request."),
    ],
)
def test_a_user_that_cannot_be_is_refused_with_the_documented_words(
    litmos: LitmosClient, members: dict[str, Any], status: int, text: str
) -> None:
    before = litmos.call("GET", "/users").json()
    response = litmos.call("POST", "/users", json={"UserName": "jo@example.com", **members})
    assert (response.status_code, response.json()) == (status, {"Detail": text})
    assert litmos.call("GET", "/users").json() == before


def test_a_user_is_found_by_id_and_by_name(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    assert litmos.call("GET", f"/users/{user['Id']}").json() == user
    assert litmos.call("GET", "/users/jo@example.com").json() == user


def test_an_unknown_user_answers_404_naming_it(litmos: LitmosClient) -> None:
    response = litmos.call("GET", "/users/nobody")
    assert (response.status_code, response.json()) == (404, {"Detail": "User - nobody was not found"})
    assert refusal(litmos.call("PUT", "/users/nobody", json={"FirstName": "A"}), 404) == "User - nobody was not found"
    assert refusal(litmos.call("DELETE", "/users/nobody"), 404) == "No user with this id exists in your organization"


def test_updating_a_user_changes_what_is_sent_and_has_no_body(litmos: LitmosClient) -> None:
    user = litmos.new_user(City="Hull")
    response = litmos.call("PUT", f"/users/{user['Id']}", json={"Id": user["Id"], "Active": False, "FirstName": "Joe"})
    assert (response.status_code, response.content) == (200, b"")
    assert "content-type" not in response.headers
    assert response.headers["content-length"] == "0"
    after = litmos.call("GET", f"/users/{user['Id']}").json()
    assert after == {**user, "Active": False, "FirstName": "Joe", "FullName": "Joe Baba"}


def test_updating_a_user_under_the_id_of_another_answers_404(litmos: LitmosClient) -> None:
    user, other = litmos.new_user(), litmos.new_user("other@example.com")
    response = litmos.call("PUT", f"/users/{user['Id']}", json={"Id": other["Id"], "FirstName": "X"})
    assert response.status_code == 404
    assert "They must match" in response.json()["Detail"]


def test_taking_another_users_name_answers_409_and_changes_nothing(litmos: LitmosClient) -> None:
    user, other = litmos.new_user(), litmos.new_user("other@example.com")
    response = litmos.call("PUT", f"/users/{user['Id']}", json={"UserName": other["UserName"], "FirstName": "X"})
    assert refusal(response, 409) == "UserName already exists"
    assert litmos.call("GET", f"/users/{user['Id']}").json() == user


def test_a_deleted_user_is_gone(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    response = litmos.call("DELETE", f"/users/{user['Id']}")
    assert (response.status_code, response.content) == (200, b"")
    assert refusal(litmos.call("GET", f"/users/{user['Id']}"), 404) == f"User - {user['Id']} was not found"


def test_the_list_is_paged_to_exactly_limit_rows_and_empty_past_the_end(litmos: LitmosClient) -> None:
    for number in range(7):
        litmos.new_user(f"user{number}@example.com")
    pages = [litmos.call("GET", "/users", params={"start": start, "limit": 4}).json() for start in (0, 4, 8, 12)]
    assert [len(page) for page in pages] == [4, 4, 3, 0]
    ids = [user["Id"] for page in pages for user in page]
    assert len(set(ids)) == 11
    assert litmos.xml("GET", "/users", start=99).text == (
        '<Users xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


def test_the_list_is_sorted_and_searched_without_regard_to_case(litmos: LitmosClient) -> None:
    for first, last in (("Bea", "Young"), ("ann", "Xu"), ("Émile", "Zola")):
        litmos.new_user(f"{first.lower()[:2]}{last}@pie.example".replace("é", "e"), FirstName=first, LastName=last)
    query = {"search": "PIE.example", "sort": "LastName", "dir": "DESC"}
    found = litmos.call("GET", "/users", params=query).json()
    assert [user["LastName"] for user in found] == ["Zola", "Young", "Xu"]
    by_first = litmos.call("GET", "/users", params={"search": "pie.", "sort": "FirstName"}).json()
    assert [user["FirstName"] for user in by_first] == ["ann", "Bea", "Émile"]
    assert [user["FirstName"] for user in litmos.call("GET", "/users", params={"search": "ÉMI"}).json()] == ["Émile"]
    assert litmos.call("GET", "/users", params={"search": "%"}).json() == []


def test_inactive_users_are_found_unless_they_are_asked_away(litmos: LitmosClient) -> None:
    user = litmos.new_user(Active=False)
    found = litmos.call("GET", "/users", params={"search": "jo@example"}).json()
    assert [entry["Id"] for entry in found] == [user["Id"]]
    assert litmos.call("GET", "/users", params={"search": "jo@example", "showInactive": "false"}).json() == []


@pytest.mark.parametrize("query", [{"limit": "x"}, {"limit": "0"}, {"start": "-1"}, {"sort": "Shoe"}, {"dir": "UP"}])
def test_a_list_parameter_out_of_its_range_answers_400(litmos: LitmosClient, query: dict[str, str]) -> None:
    assert refusal(litmos.call("GET", "/users", params=query), 400) == BAD_REQUEST


def test_a_welcome_message_goes_to_the_outbox_only_when_it_is_asked_for(litmos: LitmosClient) -> None:
    litmos.new_user("quiet@example.com")
    body = {"UserName": "loud@example.com", "Email": "loud@example.com"}
    litmos.call("POST", "/users", json=body, params={"sendmessage": "true"})
    messages = litmos.world.control("GET", "outbox")["messages"]
    assert [message["recipient"] for message in messages] == ["loud@example.com"]


def test_two_fresh_sandboxes_deal_the_same_ids(litmos: LitmosClient) -> None:
    first = litmos.new_user()["Id"]
    litmos.world.control("POST", "reset")
    assert litmos.new_user()["Id"] == first


def test_a_list_follows_what_is_edited_in_its_order_and_its_search(litmos: LitmosClient) -> None:
    user = litmos.new_user("zoe@example.com", FirstName="Zoé", CompanyName="Pie Shop")
    litmos.new_user("ann@example.com", FirstName="ann")
    litmos.call("PUT", f"/users/{user['Id']}", json={"FirstName": "Ábel", "CompanyName": "Pâtisserie"})

    def names(**params: str) -> list[str]:
        return [row["FirstName"] for row in litmos.call("GET", "/users", params=params).json()]

    assert names(search="@example.com", sort="FirstName")[-1] == "Ábel"  # by code points, in lower case
    assert names(search="ÁBEL") == names(search="pâtiss", sort="LastName") == ["Ábel"]
    assert names(search="pie shop") == names(search="Zoé") == names(search="ann@example.comann") == []
    assert names(search="ANN", sort="Email", dir="DESC") == ["ann"]


def test_the_link_in_a_welcome_message_logs_in_and_nothing_goes_to_who_wants_no_messages(litmos: LitmosClient) -> None:
    for name, quiet in (("loud@example.com", False), ("quiet@example.com", True)):
        body = {"UserName": name, "Email": name, "FirstName": "Lou", "DisableMessages": quiet}
        assert litmos.call("POST", "/users", json=body, params={"sendmessage": "true"}).status_code == 201
    (message,) = litmos.world.control("GET", "outbox")["messages"]
    assert message["recipient"] == "loud@example.com"
    page = litmos.world.client.get(message["body"].partition("Log in: ")[2], follow_redirects=True)
    assert page.status_code == 200
    assert "Lou" in page.text

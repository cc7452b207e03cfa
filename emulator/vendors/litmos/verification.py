"""How Litmos is verified. It has no account for trying out, so what is made bears the user's prefix and is deleted again."""

from emulator.vendors.scenarios.reads import Reads
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from emulator.vendors.scenarios.verification import Credential, Verification

JSON = {"format": "json"}
XML = {"format": "xml"}
NOBODY = "zzzzzzzzzzz1"
"""An id of the right form that nobody has."""


def _user(number: str) -> dict[str, object]:
    return {
        "UserName": "{login" + number + "}",
        "FirstName": "Verify",
        "LastName": "Number " + number,
        "Email": "{login" + number + "}",
        "AccessLevel": "Learner",
        "DisableMessages": True,
        "Active": True,
        "Culture": "en-US",
    }


def _deletion(number: str) -> tuple[Step, ...]:
    login = "{login" + number + "}"
    return (
        Step(operation="get_users", query={**JSON, "search": login}, binds={"found": f"[UserName={login}].Id"}),
        Step(operation="delete_users_userid", path={"userid": "{found}"}, query=JSON),
    )


TEAM_GONE = (
    Step(operation="get_teams", query={**JSON, "search": "{team_name}"}, binds={"found": "[Name={team_name}].Id"}),
    Step(operation="delete_teams_teamid", path={"teamid": "{found}"}, query=JSON),
)
CREATE = {**JSON, "sendmessage": "false"}
PAGE = {**JSON, "search": "{prefix}", "sort": "UserName"}

READS = Reads(
    always=JSON,
    query={"limit": "2"},
    lists=(
        Step(operation="get_users", query={**JSON, "limit": "2"}, binds={"userid": "[0].Id"}),
        Step(operation="get_users", query={**XML, "limit": "2"}),
        Step(operation="get_users", query={**JSON, "start": "100000000"}),
        Step(operation="get_users_userid", path={"userid": "{userid}"}, query=JSON),
        Step(operation="get_users_userid", path={"userid": "{userid}"}, query=XML),
        Step(operation="get_courses", query={**JSON, "limit": "2"}, binds={"courseid": "[0].Id"}),
        Step(
            operation="get_courses_courseid_modules",
            path={"courseid": "{courseid}"},
            query={**JSON, "limit": "2"},
            binds={"moduleid": "[0].Id"},
        ),
        Step(operation="get_teams", query={**JSON, "limit": "2"}, binds={"teamid": "[0].Id"}),
        Step(operation="get_learningpaths", query={**JSON, "limit": "2"}, binds={"learningpathid": "[0].Id"}),
        Step(operation="get_bulkimports", query={**JSON, "limit": "2"}, binds={"bulkimportid": "[0].Id"}),
        Step(operation="get_collections", query={**JSON, "limit": "2"}, binds={"collectionid": "[0].Id"}),
        Step(operation="get_coursecustomfields", query=JSON, binds={"customfieldid": "[0].CustomFieldId"}),
        Step(operation="get_instructors", query={**JSON, "limit": "2"}, binds={"instructorid": "[0].Id"}),
        Step(operation="get_tokens", query={**JSON, "limit": "2"}, binds={"tokenid": "[0].TokenId"}),
    ),
)
REFUSALS = Scenario(
    name="refusals",
    steps=(
        Step(operation="get_users_userid", path={"userid": NOBODY}, query=JSON),
        Step(operation="get_users_userid", path={"userid": NOBODY}, query=XML),
        Step(operation="get_courses_courseid", path={"courseid": NOBODY}, query=JSON),
        Step(operation="get_teams_teamid", path={"teamid": NOBODY}, query=JSON),
        Step(operation="get_users", query={**JSON, "limit": "many"}),
        Step(operation="get_users", query=JSON, also={"key": "00000000-0000-0000-0000-000000000000"}),
    ),
)
USERS = Scenario(
    name="users",
    writes=True,
    names={"login1": "{prefix}-a@example.com", "login2": "{prefix}-b@example.com"},
    steps=(
        Step(operation="post_users", query=CREATE, body=_user("1"), binds={"user1": "Id"}, undo=_deletion("1")),
        Step(operation="post_users", query=CREATE, body=_user("2"), binds={"user2": "Id"}, undo=_deletion("2")),
        Step(operation="post_users", query=CREATE, body=_user("1")),
        Step(operation="get_users_userid", path={"userid": "{user1}"}, query=JSON),
        Step(operation="get_users_userid", path={"userid": "{user1}"}, query=XML),
        Step(operation="get_users", query=PAGE),
        Step(operation="get_users", query={**PAGE, "dir": "DESC"}),
        Step(operation="get_users", query={**PAGE, "limit": "1"}),
        Step(operation="get_users", query={**PAGE, "limit": "1", "start": "1"}),
        Step(operation="get_users", query={**PAGE, "limit": "1", "start": "2"}),
        Step(
            operation="put_users_userid",
            path={"userid": "{user1}"},
            query=JSON,
            body={**_user("1"), "Id": "{user1}", "LastName": "Changed", "Active": False},
        ),
        Step(operation="get_users_userid", path={"userid": "{user1}"}, query=JSON),
        Step(operation="get_users_userid_teams", path={"userid": "{user1}"}, query=JSON),
        Step(operation="get_users_userid_learningpaths", path={"userid": "{user1}"}, query=JSON),
        Step(operation="delete_users_userid", path={"userid": "{user2}"}, query=JSON),
        Step(operation="get_users_userid", path={"userid": "{user2}"}, query=JSON),
    ),
)
TEAMS = Scenario(
    name="teams",
    writes=True,
    names={"login3": "{prefix}-c@example.com", "team_name": "{prefix} team"},
    steps=(
        Step(operation="post_users", query=CREATE, body=_user("3"), binds={"user3": "Id"}, undo=_deletion("3")),
        Step(
            operation="post_teams",
            query=JSON,
            body={"Name": "{team_name}", "Description": "Made by lms-emulator verify"},
            binds={"team": "Id"},
            undo=TEAM_GONE,
        ),
        Step(operation="get_teams_teamid", path={"teamid": "{team}"}, query=JSON),
        Step(
            operation="post_teams_teamid_users",
            path={"teamid": "{team}"},
            query=CREATE,
            body=[{"Id": "{user3}", "UserName": "{login3}", "FirstName": "Verify", "LastName": "Number 3"}],
        ),
        Step(operation="get_teams_teamid_users", path={"teamid": "{team}"}, query=JSON),
        Step(operation="get_users_userid_teams", path={"userid": "{user3}"}, query=JSON),
        Step(operation="delete_teams_teamid_users_userid", path={"teamid": "{team}", "userid": "{user3}"}, query=JSON),
        Step(operation="delete_teams_teamid", path={"teamid": "{team}"}, query=JSON),
        Step(operation="get_teams_teamid", path={"teamid": "{team}"}, query=JSON),
    ),
)

VERIFICATION = Verification(
    credentials=(Credential(name="key", variable="LITMOS_API_KEY", emulated="litmos-account-owner"),),
    headers={"apikey": "{key}"},
    query={"source": "lms-emulator"},
    check=Step(operation="get_users", query={**JSON, "limit": "1"}),
    pace=60,  # the vendor allows 100 a minute, and its account has other programs
    over_limit=(429, 503),
    reads=READS,
    scenarios=(REFUSALS, USERS, TEAMS),
)

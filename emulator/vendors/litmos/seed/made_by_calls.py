"""Which operations make what an entry of the section describes."""

from emulator.vendors.for_seeds.made_by_calls import MadeByCall

_ID = {"Id": "Id"}

MADE_BY_CALLS = {
    "post_users": MadeByCall("users", answered=_ID),
    "post_courses": MadeByCall("courses", answered=_ID),
    "post_teams": MadeByCall("teams", answered=_ID),
    "post_collections": MadeByCall("collections", answered=_ID),
    "post_tokens": MadeByCall("tokens"),
    "post_users_userid_courses": MadeByCall("assignments", renamed={"Id": "Course"}, parameters={"userid": "User"}),
    "put_results_modules_moduleid": MadeByCall(
        "results", renamed={"UserId": "User", "CourseId": "Course"}, parameters={"moduleid": "Module"}
    ),
}

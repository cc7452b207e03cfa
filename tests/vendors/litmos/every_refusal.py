"""How each named refusal of each operation is brought about, in the world of `every_operation.prepare`.

What is the same for all operations follows from the name of the refusal; the rest is `SPECIAL`. Images are tested with a server of images.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from emulator.contract.model import Operation
from tests.vendors.litmos.every_operation import LIVE, NEXT, SESSION, Example, example_of
from tests.vendors.litmos.learning import UNKNOWN

KEEP: Any = object()


@dataclass(frozen=True)
class Refusal:
    """What is other than in the example of the operation. `text` is a body as it is sent; `before` are (method, path, body) calls."""

    path: str | None = None
    body: Any = KEEP
    params: dict[str, str] | None = None
    text: str | None = None
    key: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    seed: dict[str, list[Any]] = field(default_factory=dict)
    before: tuple[tuple[str, str, Any], ...] = ()

    def of(self, example: Example) -> Example:
        """The call that is refused."""
        return Example(
            example.path if self.path is None else self.path,
            example.body if self.body is KEEP else self.body,
            example.params if self.params is None else self.params,
        )


def refusal_of(operation: Operation, name: str) -> Refusal:
    """How to bring about a refusal; KeyError if nobody said."""
    special = SPECIAL.get((operation.id, name))
    if special is not None:
        return special
    example = example_of(operation)
    if name in OF_ALL:
        return OF_ALL[name]
    if name == "BadRequest":
        return _malformed(operation, example)
    if name == "ModuleNotInCourse":
        return Refusal(path=_swapped(_swapped(example.path, "live", "dive"), "quiz", "dive"))
    if name in OF_OTHERS:
        return _for_whom(example, OF_OTHERS[name], "mute" if "Email" in name else "gone")
    for known in UNKNOWN_IDS[name]:
        if known in example.path.split("/"):
            return Refusal(path=_swapped(example.path, known))
    raise KeyError(f"{operation.id} {name}")


def _malformed(operation: Operation, example: Example) -> Refusal:
    if operation.request is not None:
        return Refusal(text="<{")
    if "{" in operation.path:
        last = next(part for part, name in _parts(operation, example) if name.startswith("{"))
        return Refusal(path=_swapped(example.path, last, "x" * 300))
    return Refusal(params={**example.params, "limit": "0"})


def _parts(operation: Operation, example: Example) -> list[tuple[str, str]]:
    return list(zip(example.path.split("/"), operation.path.split("/"), strict=True))


def _swapped(path: str, old: str, new: str = UNKNOWN) -> str:
    return "/".join(new if part == old else part for part in path.split("/"))


def _for_whom(example: Example, refusal: Refusal, user: str) -> Refusal:
    """The refusal of a registration, whether it names the user in its path or in its body."""
    if "register" not in example.path:
        return refusal
    if example.body is None:
        return replace(refusal, path=f"{NEXT}/users/{user}/register")
    return replace(refusal, body=[{"Id": user}])


def _mail(kind: int) -> Refusal:
    return Refusal(
        seed={
            "users": [{"Id": "mute", "UserName": "mute.one", "IsCustomUsername": True}],
            "assignments": [{"User": "mute", "Course": "fire"}],
        },
        before=(("PUT", NEXT, {"Id": "next", "SessionType": kind}),),
    )  # fmt: skip


OF_ALL = {
    "PermissionDenied": Refusal(key="litmos-learner"),
    "Forbidden": Refusal(key="wrong"),
    "PeriodInvalid": Refusal(params={}),
    "CollectionsOff": Refusal(settings={"litmos_collections": False}),
    "SelfSignUpOff": Refusal(settings={"litmos_self_sign_up": False}),
    "GamificationOff": Refusal(settings={"litmos_gamification": False}),
}
UNKNOWN_IDS = {
    "UserNotFound": ["jo", "lee"],
    "CourseNotFound": ["fire"],
    "TeamNotFound": ["team"],
    "ModuleNotFound": ["quiz"],
    "LearningPathNotFound": ["path"],
    "LearningPathIdMismatch": ["path"],
    "IltModuleNotFound": ["live"],
    "SessionNotFound": ["next"],
    "SessionElsewhere": ["live"],
    "InstructorNotFound": ["ada"],
    "BulkImportNotFound": ["{job}"],
    "CustomFieldNotFound": ["level"],
    "CustomFieldUserNotFound": ["lee"],
    "TokenNotFound": ["token"],
    "CollectionInvalid": ["empty", "half"],
    "ListingInvalid": ["unused"],
    "ListingIdsInvalid": ["list"],
    "ListingNotFound": ["list"],
    "ListingUserNotRemoved": ["jo"],
    "UnknownCollection": ["box"],
}
LIMITED = {"collections": [{"Id": "small", "Name": "Small", "Listings": [
    {"Id": "few", "Name": "Few", "MaxUsers": "1", "Users": ["jo"]},
    {"Id": "over", "Name": "Over", "DurationType": "Fixed", "FixedDate": "2020-01-01"}]}]}  # fmt: skip
MOBILE = {"EnableTextNotification": True}
USER = {"Id": "lee", "UserName": "lee@example.com"}
NEW = {"UserName": "new@example.com", "FirstName": "N", "LastName": "W", "Email": "new@example.com"}
OF_OTHERS = {
    "GoToTrainingNeedsEmail": _mail(2),
    "WebexNeedsEmail": _mail(3),
    "ZoomNeedsEmail": _mail(4),
    "SessionFull": Refusal(
        seed={"assignments": [{"User": "gone", "Course": "fire"}]}, before=(("PUT", NEXT, {"Id": "next", "Slots": 1}),)),
    "InstructorNotAuthorized": Refusal(
        settings={"litmos_meeting_accounts": False}, before=(("PUT", NEXT, {"Id": "next", "SessionType": 2}),)),
    "WebexNotAuthorized": Refusal(settings={"litmos_meeting_accounts": False}, body={**SESSION, "SessionType": 3}),
}  # fmt: skip
SPECIAL: dict[tuple[str, str], Refusal] = {
    **{(f"post_courses_courseid_modules_{way}", "ModuleNotFound"): Refusal(body=[{"Id": UNKNOWN}]) for way in ("copy", "link", "mirror")},
    ("put_modules_moduleid", "ModuleNotFound"): Refusal(path=f"/modules/{UNKNOWN}", body={"Name": "N"}),
    ("put_modules_moduleid", "ModuleIdMismatch"): Refusal(body={"Id": UNKNOWN, "Name": "N"}),
    **{(operation, name): Refusal(body={**body, **members}) for operation, body in (("post_users", NEW), ("put_users_userid", USER))
       for name, members in (
           ("MobileNumberRequired", MOBILE), ("PhoneNumberInvalid", {**MOBILE, "PhoneMobile": "12"}),
           ("UserNameTaken", {"UserName": "ada@example.com"}),
           ("UserNameTooShort", {"UserName": "abc"}), ("UserNameInvalid", {"UserName": "a b@example.com"}),
           ("EmailInvalid", {"Email": "no address"}),
           ("CultureInvalid", {"Culture": "no culture"}), ("ManagerNotFound", {"ManagerId": UNKNOWN}), ("UserIdMismatch", {"Id": UNKNOWN}),
       )},
    ("post_users", "JobRoleInvalid"): Refusal(body={**NEW, "JobRole": "Chef"}, settings={"litmos_job_roles": ["Cook"]}),
    ("put_users_userid", "JobRoleInvalid"): Refusal(body={**USER, "JobRole": "Chef"}, settings={"litmos_job_roles": ["Cook"]}),
    ("put_users_userid", "UserNotFound"): Refusal(path=f"/users/{UNKNOWN}", body={"FirstName": "x"}),
    ("get_users_details", "UsersSinceInvalid"): Refusal(params={"since": "2030-02-30"}),
    ("get_users_details", "UsersSinceMalformed"): Refusal(params={"since": "yesterday"}),
    ("get_users_userid", "SalesforceUserNotFound"): Refusal(path="/users/003000000000001AAA"),
    **{(operation, "CourseIdMismatch"): Refusal(body={"Id": UNKNOWN, "Name": "x"})
       for operation in ("put_courses_courseid", "delete_courses_courseid", "get_courses_courseid_details")},
    ("put_courses_courseid", "CourseNotFound"): Refusal(path=f"/courses/{UNKNOWN}", body={"Name": "x"}),
    ("get_results_details", "TooManyRecords"): Refusal(params={"since": "2030-05-12", "limit": "1001"}),
    ("get_results_details", "BadRequest"): Refusal(params={"since": "2030-05-12", "start": "-1"}),
    **{(f"get_sessions_{when}", "PeriodInvalid"): Refusal(params={"since": "yesterday"}) for when in ("future", "past")},
    ("put_results_modules_moduleid", "UserNotFound"): Refusal(body={"CourseId": "fire", "UserId": UNKNOWN, "Completed": True}),
    ("put_results_modules_moduleid", "RecordNotFound"): Refusal(
        path="/results/modules/dive", body={"CourseId": "water", "UserId": "jo", "Completed": True}),
    ("put_results_modules_moduleid", "InternalError"): Refusal(
        body={"CourseId": "fire", "UserId": "jo", "Completed": True, "UpdatedAt": "2030-01-01T00:00:00Z"}),
    **{(operation, "RecordNotFound"): Refusal(path=path) for operation, path in (
        ("delete_users_userid_courses_courseid", "/users/jo/courses/water"),
        ("get_users_userid_courses_courseid", "/users/jo/courses/water"),
        ("put_users_userid_courses_courseid_reset", "/users/jo/courses/water/reset"))},
    ("get_achievements", "RecordNotFound"): Refusal(params={"userid": UNKNOWN}),
    ("delete_users_userid_courses_courseid", "CourseFromLearningPath"): Refusal(path="/users/lee/courses/water"),
    **{(operation, "TeamNameTaken"): Refusal(body={"Id": "", "Name": "sub"}) for operation in ("post_teams", "post_teams_teamid_teams")},
    ("put_teams_teamid", "TeamNameTaken"): Refusal(body={"Id": "team", "Name": "sub"}),
    ("post_teams", "TeamNotFound"): Refusal(body={"Id": "", "Name": "Lost", "ParentTeamId": UNKNOWN}),
    ("put_teams_teamid", "TeamNotFound"): Refusal(path=f"/teams/{UNKNOWN}", body={"Name": "x"}),
    ("put_teams_teamid", "TeamIdMismatch"): Refusal(body={"Id": UNKNOWN, "Name": "x"}),
    **{(f"{method}_teams_teamid_{role}_userid", "UserNotOnTeam"): Refusal(path=f"/teams/team/{role}/ada")
       for method in ("put", "delete") for role in ("leaders", "admins")},
    ("delete_teams_teamid_courses", "CourseComesFromLearningPath"): Refusal(
        body=[{"Id": "water"}], before=(("POST", "/teams/team/learningpaths", [{"Id": "path"}]),)),
    ("post_users_userid_teams", "TeamIdInvalid"): Refusal(body=[{"Id": UNKNOWN}]),
    ("post_users_userid_teams", "TooManyTeams"): Refusal(body=[{"Id": f"t{number}"} for number in range(26)]),
    ("post_users_userid_teams", "AlreadyInTeam"): Refusal(body=[{"Id": "team"}]),
    ("post_users_userid_learningpaths", "LearningPathNotFound"): Refusal(body=[{"Id": UNKNOWN}]),
    ("post_users_userid_learningpaths", "LearningPathIdRequired"): Refusal(body=[{"Id": ""}]),
    ("delete_users_userid_learningpaths_learningpathid", "LearningPathComesFromTeam"): Refusal(path="/users/lee/learningpaths/way"),
}  # fmt: skip
SESSIONS = f"{LIVE}/sessions"
REGISTER = "post_courses_courseid_modules_moduleid_sessions_sessionid_users"
ONE_SESSION = "courses_courseid_modules_moduleid_sessions_sessionid"
SPECIAL |= {
    (f"put_{ONE_SESSION}", "SessionIdMismatch"): Refusal(body={"Id": "past", "Name": "x"}),
    (f"put_{ONE_SESSION}", "SessionNotFound"): Refusal(path=f"{SESSIONS}/{UNKNOWN}", body={"Name": "x"}),
    (f"put_{ONE_SESSION}", "SessionConflict"): Refusal(body={"Id": "next", "Slots": 0}),
    (f"put_{ONE_SESSION}", "InstructorInvalid"): Refusal(body={"Id": "next", "InstructorUserId": "jo"}),
    ("post_courses_courseid_modules_moduleid_sessions", "InstructorInvalid"): Refusal(body={**SESSION, "InstructorUserId": "jo"}),
    (f"{REGISTER}_register", "UserNotAssigned"): Refusal(body=[{"Id": "lee"}]),
    (f"{REGISTER}_userid_register", "UserNotAssigned"): Refusal(path=f"{NEXT}/users/lee/register"),
    ("post_users_userid_usercustomfields", "CustomFieldValueRequired"): Refusal(
        body=[{"Rank": ""}], seed={"user_custom_fields": [{"Label": "Rank", "Mandatory": True}]}),
    ("put_tokens", "TokenNotFound"): Refusal(body=[{"TokenId": UNKNOWN, "TokenCode": "X", "TokenType": 1}]),
    **{(operation, "TooManyTokens"): Refusal(body=[{"TokenCode": f"C{number}", "TokenType": 1} for number in range(101)])
       for operation in ("post_tokens", "put_tokens")},
    ("delete_collection_collectionid", "CollectionHasListings"): Refusal(path="/collection/box"),
    ("delete_collections_collectionid", "CollectionHasListings"): Refusal(path="/collections/box"),
    **{(f"delete_{name}_collectionid", "CollectionIdMismatch"): Refusal(body={"Id": UNKNOWN}) for name in ("collection", "collections")},
    **{("post_collectionlistings", name): Refusal(body={"Name": "More", "CollectionId": "box", **members}) for name, members in (
        ("ListingNameRequired", {"Name": ""}), ("DurationDaysRequired", {"DurationType": "Dynamic"}),
        ("FixedDateRequired", {"DurationType": "Fixed"}), ("CollectionNotFound", {"CollectionId": UNKNOWN}))},
    ("get_collectionlistings_collectionid", "ListingsNotFound"): Refusal(path="/collectionlistings/empty"),
    ("delete_collectionlistings_collectionid_listingid", "ListingHasUsers"): Refusal(path="/collectionlistings/box/list"),
    ("delete_collectionlistings_collectionid_listingid", "ListingIdMismatch"): Refusal(body={"Id": UNKNOWN}),
    ("delete_collectionlistings_collectionid_listingid", "ListingElsewhere"): Refusal(path="/collectionlistings/box/unused"),
    **{(f"{method}_collectionlistings_listingid_team_teamid", "ListingIsLimited"): Refusal(
        path="/collectionlistings/few/team/team", seed=LIMITED) for method in ("post", "delete")},
    ("get_collectionlistings_listingid_teams", "ListingTeamsNotFound"): Refusal(path="/collectionlistings/unused/teams"),
    ("get_collectionlistings_listingid_users", "ListingUsersNotFound"): Refusal(path="/collectionlistings/unused/users"),
    ("post_collectionlistings_listingid_users", "ListingFull"): Refusal(path="/collectionlistings/few/users", seed=LIMITED),
    ("post_collectionlistings_listingid_users", "ListingExpired"): Refusal(path="/collectionlistings/over/users", seed=LIMITED),
    ("get_collections", "CollectionsNotFound"): Refusal(before=(
        ("DELETE", "/collectionlistings/list/users/jo", None), ("DELETE", "/collectionlistings/box/list", None),
        ("DELETE", "/collections/box", None),
        ("DELETE", "/collectionlistings/half/unused", None), ("DELETE", "/collections/half", None),
        ("DELETE", "/collections/empty", None))),
}  # fmt: skip
for _kind, _in, _out in (("courses", "fire", "water"), ("learningpaths", "path", "way")):
    _post, _delete = f"post_collections_collectionid_{_kind}", f"delete_collections_collectionid_{_kind}"
    SPECIAL |= {
        (_delete, "ContentMustBeOne"): Refusal(body=[{"Id": _in}, {"Id": _out}]),
        (_delete, "UnknownCollectionOrContent"): Refusal(body=[]),
        (_post, "UnknownCollectionOrContent"): Refusal(body=[]),
        (_delete, "ContentNotFound"): Refusal(body=[{"Id": UNKNOWN}]),
        (_delete, "ContentNotInCollection"): Refusal(body=[{"Id": _out}]),
        (_post, "TooMuchContent"): Refusal(body=[{"Id": f"c{number}"} for number in range(26)]),
        (_post, "ContentsNotFound"): Refusal(body=[{"Id": UNKNOWN}]),
        (_post, "ContentDuplicated"): Refusal(body=[{"Id": _out}, {"Id": _out}]),
        (_post, "ContentInvalid"): Refusal(body=[{"Id": _out}, {"Id": UNKNOWN}]),
        (_post, "ContentAlreadyInCollection"): Refusal(body=[{"Id": _in}]),
    }

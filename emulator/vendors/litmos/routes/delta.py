"""Delta queries: what was created or updated within a period."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.reports import deltas
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.wire.page import Page


@router.get("/org/achievements", status_code=200)
def list_changed_achievements(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "achievements", since, to, page)


@router.get("/org/courses", status_code=200)
def list_changed_courses(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "courses", since, to, page)


@router.get("/org/courses/modules", status_code=200)
def list_changed_course_modules(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "course_modules", since, to, page)


@router.get("/org/learningpaths", status_code=200)
def list_changed_learning_paths(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "paths", since, to, page)


@router.get("/org/learningpaths/courses", status_code=200)
def list_changed_learning_path_courses(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "path_courses", since, to, page)


@router.get("/org/learningpaths/results", status_code=200)
def list_changed_learning_path_results(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "path_results", since, to, page)


@router.get("/org/learningpaths/users", status_code=200)
def list_changed_learning_path_users(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "path_users", since, to, page)


@router.get("/org/modules", status_code=200)
def list_changed_modules(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "modules", since, to, page)


@router.get("/org/modules/results", status_code=200)
def list_changed_module_results(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "module_results", since, to, page)


@router.get("/org/results/details", status_code=200)
def list_changed_course_results(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "course_results", since, to, page)


@router.get("/org/teams", status_code=200)
def list_changed_teams(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "teams", since, to, page)


@router.get("/org/teams/courses", status_code=200)
def list_changed_team_courses(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "team_courses", since, to, page)


@router.get("/org/teams/learningpaths", status_code=200)
def list_changed_team_learning_paths(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "team_paths", since, to, page)


@router.get("/org/teams/users", status_code=200)
def list_changed_team_users(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "team_users", since, to, page)


@router.get("/org/users/courses", status_code=200)
def list_changed_user_courses(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "user_courses", since, to, page)


@router.get("/org/users/details", status_code=200)
def list_changed_users(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "users", since, to, page)


@router.get("/org/users/logins", status_code=200)
def list_logged_in_users(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "logins", since, to, page)

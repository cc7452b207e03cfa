"""Delta queries: what was created or updated within a period."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import deltas
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_org_achievements")
def list_changed_achievements(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "achievements", since, to, page)


@routes.operation("get_org_courses")
def list_changed_courses(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "courses", since, to, page)


@routes.operation("get_org_courses_modules")
def list_changed_course_modules(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "course_modules", since, to, page)


@routes.operation("get_org_learningpaths")
def list_changed_learning_paths(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "paths", since, to, page)


@routes.operation("get_org_learningpaths_courses")
def list_changed_learning_path_courses(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "path_courses", since, to, page)


@routes.operation("get_org_learningpaths_results")
def list_changed_learning_path_results(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "path_results", since, to, page)


@routes.operation("get_org_learningpaths_users")
def list_changed_learning_path_users(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "path_users", since, to, page)


@routes.operation("get_org_modules")
def list_changed_modules(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "modules", since, to, page)


@routes.operation("get_org_modules_results")
def list_changed_module_results(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "module_results", since, to, page)


@routes.operation("get_org_results_details")
def list_changed_course_results(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "course_results", since, to, page)


@routes.operation("get_org_teams")
def list_changed_teams(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "teams", since, to, page)


@routes.operation("get_org_teams_courses")
def list_changed_team_courses(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "team_courses", since, to, page)


@routes.operation("get_org_teams_learningpaths")
def list_changed_team_learning_paths(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "team_paths", since, to, page)


@routes.operation("get_org_teams_users")
def list_changed_team_users(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "team_users", since, to, page)


@routes.operation("get_org_users_courses")
def list_changed_user_courses(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "user_courses", since, to, page)


@routes.operation("get_org_users_details")
def list_changed_users(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "users", since, to, page)


@routes.operation("get_org_users_logins")
def list_logged_in_users(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(call, "logins", since, to, page)

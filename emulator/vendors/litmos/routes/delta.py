"""Delta queries: what was created or updated within a period."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.reports import deltas
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.wire.page import Page


@router.get("/org/achievements", status_code=200)
def list_changed_achievements(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "achievements", since, to, page)


@router.get("/org/courses", status_code=200)
def list_changed_courses(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "courses", since, to, page)


@router.get("/org/courses/modules", status_code=200)
def list_changed_course_modules(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "course_modules", since, to, page)


@router.get("/org/learningpaths", status_code=200)
def list_changed_learning_paths(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "paths", since, to, page)


@router.get("/org/learningpaths/courses", status_code=200)
def list_changed_learning_path_courses(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "path_courses", since, to, page)


@router.get("/org/learningpaths/results", status_code=200)
def list_changed_learning_path_results(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "path_results", since, to, page)


@router.get("/org/learningpaths/users", status_code=200)
def list_changed_learning_path_users(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "path_users", since, to, page)


@router.get("/org/modules", status_code=200)
def list_changed_modules(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "modules", since, to, page)


@router.get("/org/modules/results", status_code=200)
def list_changed_module_results(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "module_results", since, to, page)


@router.get("/org/results/details", status_code=200)
def list_changed_course_results(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "course_results", since, to, page)


@router.get("/org/teams", status_code=200)
def list_changed_teams(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "teams", since, to, page)


@router.get("/org/teams/courses", status_code=200)
def list_changed_team_courses(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "team_courses", since, to, page)


@router.get("/org/teams/learningpaths", status_code=200)
def list_changed_team_learning_paths(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "team_paths", since, to, page)


@router.get("/org/teams/users", status_code=200)
def list_changed_team_users(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "team_users", since, to, page)


@router.get("/org/users/courses", status_code=200)
def list_changed_user_courses(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "user_courses", since, to, page)


@router.get("/org/users/details", status_code=200)
def list_changed_users(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "users", since, to, page)


@router.get("/org/users/logins", status_code=200)
def list_logged_in_users(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return deltas.find_all(world, "logins", since, to, page)

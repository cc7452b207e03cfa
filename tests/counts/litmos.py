"""Litmos with so many rows of each list."""

from copy import deepcopy
from typing import Any

import orjson

from tests.counts.asking import Ask
from tests.vendors.litmos.calling import OWNER, LitmosClient
from tests.vendors.litmos.every_operation import CONTRACT, SEED, SESSION, example_of, make
from tests.world import World

Entry = dict[str, Any]


def asks(world: World, rows: int) -> list[Ask]:
    """Make the world; returns a call of each operation."""
    litmos = LitmosClient(world)
    ids = make(litmos, _seed(rows))
    _happened(litmos, rows)
    found = []
    for operation in CONTRACT.operations.values():
        example = example_of(operation).with_ids(ids)
        options: dict[str, Any] = {
            "params": {"source": "tests", "format": "json", **example.params},
            "headers": {"apikey": OWNER, "Content-Type": "application/json"},
            "content": None if example.body is None else orjson.dumps(example.body),
        }
        url = world.litmos + example.path
        found.append(
            Ask(operation.id, operation.method, url, options, "read" if operation.method == "GET" else "write")
        )
    return found


def _seed(rows: int) -> Entry:
    """The seed of `every_operation` with so many more of everything."""
    seed, numbers = deepcopy(SEED), range(rows)
    people, courses = [f"p{n}" for n in numbers], [f"c{n}" for n in numbers]
    paths, subs = [f"way{n}" for n in numbers], [f"sub{n}" for n in numbers]
    seed["users"] += [_person(name) for name in people]
    seed["instructors"] += people
    seed["locations"] += [{"LocationId": 10 + n, "Location": f"Hall {n}"} for n in numbers]
    for fields in ("course_custom_fields", "user_custom_fields"):
        seed[fields] += [{"Label": f"Field {n}", "DefaultValue": "0"} for n in numbers]
    quizzes, live = seed["courses"][0]["Modules"]
    quiz_like = [{"Id": f"quiz{n}", "Name": f"Quiz {n}", "ModuleType": "9"} for n in numbers]
    seed["courses"][0]["Modules"] = [quizzes, live, *quiz_like]
    days = [{"StartDate": f"2030-08-{n + 1:02}T09:00:00", "EndDate": f"2030-08-{n + 1:02}T17:00:00"} for n in numbers]
    past = [{"StartDate": "2030-05-01T09:00:00", "EndDate": "2030-05-01T10:00:00"}]
    live["Sessions"] += [{**SESSION, "Id": f"next{n}", "Days": days} for n in numbers]
    live["Sessions"] += [{**SESSION, "Id": f"past{n}", "Days": past} for n in numbers]
    seed["courses"] += [_course(name) for name in courses]
    path = seed["learning_paths"][0]
    path["Courses"] += courses
    path["Users"] += people
    seed["learning_paths"] += [
        {"Id": name, "Name": name, "Active": True, "Courses": courses, "Users": ["lee"]} for name in paths
    ]
    team = seed["teams"][0]
    for name, more in {
        "Users": people, "Leaders": people, "Admins": people, "Courses": courses, "LearningPaths": paths,
    }.items():  # fmt: skip
        team[name] += more
    seed["teams"] += [{"Id": name, "Name": name, "ParentTeam": "team", "Users": ["jo", "lee"]} for name in subs]
    seed["assignments"] += [{"User": name, "Course": "fire"} for name in people]
    seed["assignments"] += [{"User": "lee", "Course": name} for name in courses]
    seed["badges"] += [{"Title": f"Star {n}"} for n in numbers]
    seed["awards"] += [{"Course": name, "Points": 1, "Badge": f"Star {n}"} for n, name in enumerate(courses)]
    seed["collections"] += [{"Id": f"box{n}", "Name": f"Box {n}", "Courses": ["fire"]} for n in numbers]
    box = seed["collections"][0]
    box["Courses"] += courses
    box["LearningPaths"] += paths
    box["Listings"][0]["Users"] += people
    box["Listings"][0]["Teams"] += subs
    box["Listings"] += [{"Id": f"list{n}", "Name": f"List {n}", "Users": ["jo"]} for n in numbers]
    seed["tokens"] += [
        {"TokenId": f"token{n}", "TokenCode": f"N{n}", "TokenType": 1, "TokenTypeId": "fire"} for n in numbers
    ]
    return seed


def _person(name: str) -> Entry:
    mail = f"{name}@example.com"
    names = {"UserName": mail, "FirstName": name, "LastName": name, "Email": mail}
    return {
        "Id": name,
        **names,
        "ManagerId": "ada",
        "AccessLevel": "Administrator",
        "LastLogin": "2030-05-15T10:00:00Z",
    }


def _course(name: str) -> Entry:
    module = {"Id": f"module-{name}", "Name": name, "Sample": "scorm12-minimal.zip"}
    return {"Id": name, "Name": name, "Code": name, "Active": True, "ForSale": True, "Price": "1", "Modules": [module]}


def _happened(litmos: LitmosClient, rows: int) -> None:
    """Lee has completed every course, and everybody has registered for a session and completed a module."""
    done = {"Score": 90, "Completed": True, "Note": ""}
    live = "/courses/fire/modules/live/sessions"
    for number in range(rows):
        calls: list[tuple[str, str, Any]] = [
            ("PUT", f"/results/modules/module-c{number}", {"CourseId": f"c{number}", "UserId": "lee", **done}),
            ("PUT", "/results/modules/quiz", {"CourseId": "fire", "UserId": f"p{number}", **done}),
            ("POST", f"{live}/next/users/p{number}/register", None),
            ("POST", f"{live}/next{number}/users/jo/register", None),
        ]
        for method, path, body in calls:
            answer = litmos.call(method, path, json=body)
            assert answer.is_success, f"{path}: {answer.text}"

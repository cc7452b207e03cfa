"""A campus to test in: two organizations, a group, a learner, a clerk with few permissions, what is taught and what is sold."""

from copy import deepcopy
from typing import Any

import httpx

from tests.vendors.nexport.calling import OTHER, NexportClient, refusal
from tests.world import World

ACME = "0a000000-0000-4000-8000-000000000001"
NORTH = "0a000000-0000-4000-8000-000000000002"
BUYERS = "0b000000-0000-4000-8000-000000000001"
NORTH_BUYERS = "0b000000-0000-4000-8000-000000000002"
JO = "0c000000-0000-4000-8000-000000000001"
CLERK = "0c000000-0000-4000-8000-000000000002"
SAFETY = "0d000000-0000-4000-8000-000000000001"
FIRST_AID = "0d000000-0000-4000-8000-000000000002"
PLAN = "0e000000-0000-4000-8000-000000000001"
CATALOG = "0f000000-0000-4000-8000-000000000001"
SELL_SAFETY = "1a000000-0000-4000-8000-000000000001"
SELL_PLAN = "1a000000-0000-4000-8000-000000000002"
IN_SAFETY = "1b000000-0000-4000-8000-000000000001"
IN_PLAN = "1b000000-0000-4000-8000-000000000002"
EXAM = "1c000000-0000-4000-8000-000000000001"
COURSE = "1c000000-0000-4000-8000-000000000002"

__all__ = ["OTHER", "Campus", "answer", "clerk_of", "document", "paging", "refusal"]


DIRECTORY: dict[str, Any] = {
    "organizations": [
        {"name": "Acme", "id": ACME, "short_name": "AC"},
        {"name": "Acme North", "id": NORTH, "parent": "Acme"},
    ],
    "groups": [
        {"name": "Buyers", "id": BUYERS, "short_name": "BUY", "parent": "Acme"},
        {"name": "North Buyers", "id": NORTH_BUYERS, "parent": "Buyers", "members": ["jo"]},
    ],
}

LEARNER: dict[str, Any] = {
    "login": "Jo",
    "id": JO,
    "password": "jo-password",
    "first_name": "Jo",
    "last_name": "Baba",
    "email": "jo@acme.example",
    "organization": "Acme",
    "contact": {"city": "Lyon"},
}

THE_CLERK: dict[str, Any] = {"login": "clerk", "id": CLERK, "password": "clerk-password", "organization": "Acme"}

TAUGHT: dict[str, Any] = {
    "sections": [
        {
            "name": "Safety",
            "id": SAFETY,
            "organization": "Acme",
            "unique_name": "SAFE-1",
            "section_number": "7",
            "description": "Exits and extinguishers.",
            "objectives": ["Find the exit", "Use it"],
            "credit_hours": 1.5,
            "ceus": "0.15",
            "enrollment_start": "2026-01-01T00:00:00Z",
            "enrollment_end": "2026-12-31T00:00:00Z",
            "assignments": [
                {"name": "Exam", "id": EXAM, "kind": "test"},
                {"name": "Course", "id": COURSE, "sample": "scorm12-minimal.zip"},
            ],
            "enrollments": [
                {
                    "user": "jo",
                    "id": IN_SAFETY,
                    "enrolled": "2026-02-01T00:00:00Z",
                    "last_activity": "2026-02-03T00:00:00Z",
                    "statuses": [
                        {
                            "assignment": "Exam",
                            "attempts": [
                                {
                                    "started": "2026-02-01T08:00:00Z",
                                    "finished": "2026-02-01T09:00:00Z",
                                    "score": 40,
                                },
                                {
                                    "started": "2026-02-02T08:00:00Z",
                                    "questions": 12,
                                    "time_left": "00:10:00",
                                    "comments": "again",
                                    "proctor": {"proctor_code": "P1", "date_proctored": "2026-02-02T07:59:00Z"},
                                },
                            ],
                        }
                    ],
                }
            ],
        },
        {"name": "First aid", "id": FIRST_AID, "organization": "Acme", "credit_hours": 2, "certificate": False},
    ],
    "training_plans": [
        {
            "name": "New colleagues",
            "id": PLAN,
            "organization": "Acme",
            "unique_name": "PLAN-1",
            "description": "All of it.",
            "sections": ["Safety", "First aid"],
            "enrollments": [
                {
                    "user": "jo",
                    "id": IN_PLAN,
                    "enrolled": "2026-01-15T00:00:00Z",
                    "percent": 50,
                    "phase": "InProgress",
                }
            ],
        }
    ],
}

SOLD: dict[str, Any] = {
    "catalogs": [
        {
            "name": "Everything",
            "id": CATALOG,
            "organization": "Acme",
            "description": "All we have.",
            "products": [
                {"syllabus": "Safety", "id": SELL_SAFETY},
                {"syllabus": "New colleagues", "id": SELL_PLAN},
            ],
        },
        {"name": "Wholesale", "organization": "Acme", "publishing_model": 3, "credit_hours": 9},
    ],
}


def document(**permissions: list[str]) -> dict[str, Any]:
    """The seed document; the clerk's permissions by the name of an organization or group (`_` for a space)."""
    held = {name.replace("_", " "): names for name, names in permissions.items()}
    return {
        "nexport": deepcopy({**DIRECTORY, "users": [LEARNER, {**THE_CLERK, "permissions": held}], **TAUGHT, **SOLD})
    }


class Campus(NexportClient):
    """A client in the campus, with one method for each kind of call: parameters in the query, or members in a body."""

    def query(self, operation: str, method: str = "GET", **params: Any) -> httpx.Response:
        """Call an operation (`LearningApi_GetSection`) with these parameters."""
        return self.call(method, "/" + operation.replace("_", "/"), params=params)

    def send(self, operation: str, query: Any = None, **members: Any) -> httpx.Response:
        """POST these members to an operation."""
        return self.call("POST", "/" + operation.replace("_", "/"), params=query or {}, json=members)


def clerk_of(world: World, **permissions: list[str]) -> Campus:
    """Seed the campus, and be the clerk who has these permissions."""
    world.seed(document(**permissions))
    return Campus(world, "clerk", "clerk-password")


def answer(response: httpx.Response) -> Any:
    """The body of a success."""
    assert response.status_code == 200, response.text
    return response.json()


def paging(response: httpx.Response) -> list[str]:
    """The three paging headers: total, per page, page."""
    return [response.headers[name] for name in ("x-total-count", "x-per-page", "x-page")]

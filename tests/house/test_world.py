"""Rules are given a world, never a request: so a seed, a job, a page and an operation can all call them."""

import ast

from tests.house.source import files, name_of, tree

OF_A_REQUEST = {"Call", "Request"}
"""Classes of what came over HTTP."""
MAY_READ_REQUESTS = (
    "vendor.py",
    "/access/authentication.py",
    "/access/accounts.py",
    "/wire/",
    "/routes/",
    "/pages/",
    "_pages.py",
    "/xapi/lrs.py",
)
"""Authentication, dialects, endpoints and pages."""


def test_rules_see_no_request() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno} imports {alias.name}: give the rule a World, and the value that it needs"
        for path in files("emulator/vendors/litmos", "emulator/vendors/scormcloud", "emulator/vendors/nexport")
        if not any(part in name_of(path) for part in MAY_READ_REQUESTS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in OF_A_REQUEST
    ]
    assert not wrong, "\n".join(wrong)


def test_who_acts_is_given_and_never_set() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno} sets who acts: use World.acting"
        for path in files("emulator")
        if name_of(path) != "emulator/sandbox/world.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in ("actor", "_actor")
    ]
    assert not wrong, "\n".join(wrong)

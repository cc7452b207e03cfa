"""Calls that belong to one file: time, chance, and SQL."""

import ast

from tests.house.source import files, functions, name_of, tree

TIME_AND_CHANCE = {"emulator/sandbox/clock.py", "emulator/sandbox/ids.py"}
BANNED_MODULES = {"random", "secrets"}
BANNED_CALLS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "os.urandom",
    "uuid.uuid1",
    "uuid.uuid4",
}


def dotted(node: ast.expr) -> str:
    """`datetime.now` for the expression `datetime.datetime.now`."""
    if isinstance(node, ast.Attribute):
        owner = node.value
        return f"{owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, 'id', '')}.{node.attr}"
    return getattr(node, "id", "")


def banned(node: ast.AST) -> str | None:
    """What of the banned things a node is."""
    if isinstance(node, ast.Attribute) and dotted(node) in BANNED_CALLS:
        return dotted(node)
    if isinstance(node, ast.Import):
        return next((alias.name for alias in node.names if alias.name in BANNED_MODULES), None)
    if isinstance(node, ast.ImportFrom):
        if node.module in BANNED_MODULES:
            return node.module
        return next((alias.name for alias in node.names if f"{node.module}.{alias.name}" in BANNED_CALLS), None)
    return None


def test_time_and_chance_come_from_the_sandbox_alone() -> None:
    wrong = [
        f"{name_of(path)}:{getattr(node, 'lineno', 0)}: {found}: take time from sandbox.clock and ids from sandbox.ids"
        for path in files("emulator")
        if name_of(path) not in TIME_AND_CHANCE
        for node in ast.walk(tree(path))
        if (found := banned(node))
    ]
    assert not wrong, "\n".join(wrong)


def test_sql_outside_the_store_says_that_it_means_every_sandbox() -> None:
    wrong = []
    for path in files("emulator"):
        if name_of(path).startswith("emulator/store/"):
            continue
        everywhere = statements_of_every_sandbox(tree(path))
        for function in functions(path):
            names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            if executes(function) and not names & everywhere:
                wrong.append(f"{name_of(path)}:{function.lineno}: {function.name} runs SQL past the unit of work")
    assert not wrong, "\n".join(wrong)


def test_statements_of_every_sandbox_are_those_that_are_known() -> None:
    found = {
        name_of(path): statements_of_every_sandbox(tree(path))
        for path in files("emulator")
        if not name_of(path).startswith("emulator/store/") and statements_of_every_sandbox(tree(path))
    }
    assert found == {
        "emulator/jobs/worker.py": {"_WAITING"},
        "emulator/metrics/text.py": {"_UNDER_WAY"},
        "emulator/sandbox/kept.py": {"_OF"},
        "emulator/sandbox/owners.py": {"_EVERY"},
        "emulator/sandbox/sandboxes.py": {"_STATES"},
    }, (
        "a query over all sandboxes is a leak between them, but for the worker's, what is counted, the list of sandboxes or snapshots, "
        "or whose key it is"
    )


def executes(function: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("execute")
        for node in ast.walk(function)
    )


def statements_of_every_sandbox(module: ast.Module) -> set[str]:
    """The names of the statements that are declared with `every_sandbox=True`."""
    return {
        target.id
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for keyword in node.value.keywords
        if keyword.arg == "every_sandbox"
        for target in node.targets
        if isinstance(target, ast.Name)
    }

"""Files and functions that one can read, and tests that say what they prove."""

from tests.house.source import files, functions, name_of

MOST_LINES_OF_A_FILE = {"emulator": 400, "scripts": 400, "migrations": 400, "tests": 600}
MOST_LINES_OF_A_FUNCTION = {"emulator": 40, "scripts": 40, "tests": 60}


def test_no_file_is_too_long() -> None:
    long = {
        name_of(path): count
        for area, most in MOST_LINES_OF_A_FILE.items()
        for path in files(area)
        if path.parent.name != "versions"  # migrations are written by scripts/new-migration
        if (count := len(path.read_text().splitlines())) > most
    }
    assert not long, f"two nouns in one file? {long}"


def test_no_function_is_too_long() -> None:
    long = {
        f"{name_of(path)}:{function.lineno} {function.name}": count
        for area, most in MOST_LINES_OF_A_FUNCTION.items()
        for path in files(area)
        for function in functions(path)
        if (count := (function.end_lineno or function.lineno) - function.lineno + 1) > most
    }
    assert not long, f"two jobs in one function? {long}"


def test_the_name_of_every_test_is_a_sentence() -> None:
    short = [
        f"{name_of(path)}:{function.lineno} {function.name}"
        for path in files("tests")
        if path.name.startswith("test_")
        for function in functions(path)
        if function.name.startswith("test") and len(function.name.split("_")) < 4
    ]
    assert not short, "say what holds, in four words or more:\n" + "\n".join(short)


def test_no_package_of_tests_or_program_lacks_its_init_file() -> None:
    folders = {path.parent for path in files("emulator", "tests")}
    missing = [name_of(folder) for folder in folders if not (folder / "__init__.py").exists()]
    assert not missing, f"mypy and the wheel skip folders without __init__.py: {missing}"

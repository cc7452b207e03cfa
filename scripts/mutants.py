"""Mutation testing by mutmut: scripts/mutants MODULE... puts small mistakes into modules and runs the tests that reach them."""

import argparse
import fcntl
import fnmatch
import json
import os
import random  # noqa: TID251
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import get_mutant_name

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "mutants"
AREAS = ROOT / "scripts" / "mutants.toml"
COPIED = ["emulator", "tests", "migrations", "docs", "scripts", "README.md", "pyproject.toml"]
WANTED = 90
FEW = 3
BROKEN = 255  # mutmut takes this for a timeout
NOTICED = ("killed", "timeout")
SPINNER = set("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")

# What a process of a mutant has loaded already. Nothing of ours: what is made at an import or kept in a cache would be without the mutant.
LOADED = [
    "alembic",
    "cryptography",
    "fastapi",
    "httptools",
    "httpx",
    "jinja2",
    "joserfc",
    "lxml.etree",
    "pydantic_settings",
    "sqlalchemy",
]
# A mutant that hangs costs a test's time limit, so this is shorter than elsewhere.
CONFIGURATION = """[mutmut]
source_paths=emulator
also_copy=
    migrations
    docs
    scripts
    README.md
only_mutate=
    {modules}
pytest_add_cli_args=
    -n0
    --override-ini=timeout=60
    -W
    ignore::pytest.PytestAssertRewriteWarning
    {left_out}
pytest_add_cli_args_test_selection=
    {tests}
timeout_constant=30
timeout_multiplier=3
use_git_change_detection=false
process_isolation=forkserver
forkserver_warmup=import
preload_modules_file=loaded.txt
"""


@dataclass(frozen=True)
class Area:
    """A part of the code, the tests that can notice a mistake in it, and its mutants that change nothing."""

    path: str
    tests: list[str]
    left_out: list[str]
    equivalent: list[str]


@dataclass(frozen=True)
class Survivor:
    """A mutant that no test noticed, as a diff."""

    name: str
    module: str
    status: str
    diff: str

    @property
    def change(self) -> str:
        """What it changes, on one line: the old text => the new."""
        lines = self.diff.splitlines()
        old = " ".join(line[1:].strip() for line in lines if line.startswith("-") and not line.startswith("---"))
        new = " ".join(line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++"))
        return f"{self.module}: {old} => {new}"


def area_of(module: str) -> Area:
    """The area that holds a module or folder: the longest path that it begins with."""
    areas = tomllib.loads(AREAS.read_text())
    found = max((path for path in areas if f"{module}/".startswith(f"{path}/")), key=len, default=None)
    if found is None or not (ROOT / module).exists():
        raise SystemExit(f"{module} is in none of the areas of {AREAS.relative_to(ROOT)}: {', '.join(areas)}")
    given = areas[found]
    return Area(found, given["tests"], given.get("left_out", []), given.get("equivalent", []))


@contextmanager
def folder_of(module: str) -> Iterator[Path]:
    """The folder of a run of this module, held until the run ends: a second run would write over it."""
    folder = WORK / module.replace("/", "-").removesuffix(".py")
    WORK.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(
                f"{module} is being tried in this checkout already; wait for it, or use another checkout"
            ) from None
        yield folder


def prepare(folder: Path, area: Area) -> None:
    """Copy the code and its tests to a folder of their own, where mutmut may write."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copy2(source, folder / name)
    (folder / "loaded.txt").write_text("\n".join(LOADED))
    configure(folder, area, ["emulator/*"])


def configure(folder: Path, area: Area, modules: list[str]) -> None:
    """Tell mutmut what to mutate and which tests to run."""
    configuration = CONFIGURATION.format(
        modules="\n    ".join(modules),
        tests="\n    ".join(area.tests),
        left_out="\n    ".join(f"--deselect={test}" for test in area.left_out),
    )
    (folder / "setup.cfg").write_text("\n".join(line for line in configuration.splitlines() if line.strip()) + "\n")


def mutants_of(file: Path) -> list[str]:
    """The names of all mutants of a file."""
    return [get_mutant_name(file, name) for name in mutate_file_contents(str(file), file.read_text()).mutant_names]


def chosen(module: str, sample: int | None, seed: str) -> list[str]:
    """The mutants of a file or folder, or a sample: files are drawn by size, since making the mutants of all takes minutes."""
    files = [Path(module)] if Path(module).is_file() else sorted(Path(module).rglob("*.py"))
    if sample is None:
        return [name for file in files for name in mutants_of(file)]
    chance = random.Random(seed)
    drawn = Counter(chance.choices(files, [file.stat().st_size for file in files], k=sample))
    names = []
    for file, number in sorted(drawn.items()):
        there = mutants_of(file)
        names += sorted(chance.sample(there, min(number, len(there))))
    return names


def mutmut(*arguments: str) -> str:
    """Run a command of mutmut in the current folder; gives what it prints."""
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        said = "\n".join(line for line in done.stdout.splitlines() if line[:1] not in SPINNER)
        raise SystemExit(
            f"{said}\nmutmut ended with {done.returncode}; the tests must pass while nothing is changed, too"
        )
    return done.stdout


def statuses(names: list[str]) -> dict[str, str]:
    """How each mutant ended: killed, survived, no tests, timeout ..."""
    codes: dict[str, int | None] = {}
    for module in {module_of(name) for name in names}:
        codes.update(json.loads(Path("mutants", f"{module}.meta").read_text())["exit_code_by_key"])
    broken = [name for name in names if codes[name] == BROKEN]
    if broken:
        raise SystemExit(f"pytest itself failed, so this says nothing: {broken}")
    return {name: status_by_exit_code[codes[name]] for name in names}


def module_of(name: str) -> str:
    """The file of a mutant, from its name: emulator.jobs.worker.x_pause__mutmut_1."""
    dotted = name.rpartition(".")[0]
    file = Path(dotted.replace(".", "/"))
    return str(file / "__init__.py" if file.is_dir() else file.with_suffix(".py"))


def look_again(found: dict[str, str], area: Area) -> None:
    """Try with all tests what few seem to reach: a function that ran at an import or in a shared fixture was counted for one test only."""
    for name, status in found.items():
        if status not in NOTICED and ("__init__" in name or len(mutmut("tests-for-mutant", name).split("\n")) <= FEW):
            environment = {**os.environ, "MUTANT_UNDER_TEST": name, "PYTHONPATH": "."}
            command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "--override-ini=timeout=60", *area.tests]
            command += [f"--deselect={test}" for test in area.left_out]
            done = subprocess.run(command, cwd="mutants", env=environment, stdout=subprocess.DEVNULL, check=False)
            found[name] = "killed" if done.returncode == 1 else status


def survivors(found: dict[str, str]) -> list[Survivor]:
    """The mutants that were not noticed. One that ran out of time was."""
    unnoticed = [(name, status) for name, status in found.items() if status not in NOTICED]
    return [Survivor(name, module_of(name), status, mutmut("show", name)) for name, status in unnoticed]


def report(module: str, area: Area, found: dict[str, str], folder: Path) -> float:
    """Print the figures for each file and write the survivors' diffs; gives the percentage that was killed."""
    left = survivors(found)
    equivalent = [each for each in left if each.change in area.equivalent]
    left = [each for each in left if each not in equivalent]
    dropped = {each.name for each in equivalent}
    counts: dict[str, Counter[str]] = {}
    for name, status in found.items():
        counts.setdefault(module_of(name), Counter())["equivalent" if name in dropped else status] += 1
    kinds = ["killed", "timeout", "survived", "no tests", "equivalent"]
    print(f"{'':52}" + "".join(f"{kind:>12}" for kind in kinds) + f"{'noticed':>10}")
    for file, count in [*sorted(counts.items()), (module, sum(counts.values(), Counter()))]:
        others = sum(count.values()) - sum(count[kind] for kind in kinds)
        count["survived"] += others
        print(f"{file:52}" + "".join(f"{count[kind]:12}" for kind in kinds) + f"{share(count):9.1f}%")
    survived = folder / "survivors.diff"
    survived.write_text("".join(f"# {each.name}: {each.status}\n# {each.change}\n{each.diff}\n" for each in left))
    print(f"{len(left)} diffs in {survived.relative_to(ROOT)}")
    return share(sum(counts.values(), Counter()))


def share(count: Counter[str]) -> float:
    """The percentage of the mutants that were noticed, without those that change nothing."""
    tried = sum(count.values()) - count["equivalent"]
    return 100 * (count["killed"] + count["timeout"]) / tried if tried else 100.0


def run(module: str, options: argparse.Namespace) -> bool:
    """Try the mutants of a module or folder; gives whether enough were noticed."""
    module = module.rstrip("/")
    area = area_of(module)
    if options.tests:
        area = replace(area, tests=options.tests)
    with folder_of(module) as folder:
        return run_in(folder, module, area, options)


def run_in(folder: Path, module: str, area: Area, options: argparse.Namespace) -> bool:
    """The same, in this folder."""
    prepare(folder, area)
    os.chdir(folder)
    names = chosen(module, options.sample, options.seed)
    if options.only:
        names = [name for name in names if any(fnmatch.fnmatch(name, pattern) for pattern in options.only)]
    if options.list or not names:
        print("\n".join(names))
        return True
    print(f"{module}: {len(names)} mutants, tests: {' '.join(area.tests)}", flush=True)
    configure(folder, area, sorted({module_of(name) for name in names}))
    mutmut("run", "--max-children", str(options.processes), *names)
    found = statuses(names)
    look_again(found, area)
    return report(module, area, found, folder) >= WANTED


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/mutants", description=__doc__)
    parser.add_argument(
        "modules", nargs="+", metavar="MODULE", help="a file or a folder, as in emulator/jobs/worker.py"
    )
    parser.add_argument("--sample", type=int, metavar="N", help="try N mutants of each MODULE, at random")
    parser.add_argument("--seed", default="1", help="choose others (default: 1)")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="try those with these names; * stands for anything")
    parser.add_argument(
        "--tests", nargs="+", metavar="PATH", help="only these tests, which is quicker than all of the area"
    )
    parser.add_argument("--list", action="store_true", help="print the mutants' names and try none")
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="how many at once (default: as many as cores)"
    )
    options = parser.parse_args()
    enough = [run(module, options) for module in options.modules]
    sys.exit(0 if all(enough) else 1)


if __name__ == "__main__":
    main()

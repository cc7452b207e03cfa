"""The list of objects that a run creates at the vendor and must delete. It is a file, so it survives if the run is killed."""

import json
import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from emulator.light.records import dataclass
from emulator.verifying.errors import CannotVerifyError

FORM = 1


@dataclass(slots=True)
class Made:
    """A step that creates something: its scenario and number, and the bound names that deleting needs. Until the vendor has `answered`, the
    object may still come into being."""

    scenario: str
    step: int
    bound: dict[str, str]
    answered: bool = False


@dataclass(slots=True)
class CleanUpList:
    """The list, as lines in a file. Each line is written to the disk before its call is made. It has names of created objects, and no
    credentials."""

    path: Path
    vendor: str
    base: str
    left: dict[int, Made] = field(default_factory=dict)
    _count: int = 0

    @classmethod
    def begin(cls, path: Path, vendor: str, base: str) -> "CleanUpList":
        """Create the file. Raises `CannotVerifyError` if it exists: then an earlier run was not cleaned up."""
        made = cls(path, vendor, base)
        try:
            made._append({"form": FORM, "vendor": vendor, "base_url": base}, os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            raise CannotVerifyError(
                f"{path} exists: an earlier run left objects at the vendor; delete them with --clean-up {path}"
            ) from None
        except OSError as error:
            raise CannotVerifyError(f"{path} cannot be written: {error.strerror}") from None
        return made

    @classmethod
    def read(cls, path: Path) -> "CleanUpList":
        """Read the steps that are not undone yet. An incomplete last line is ignored: its call was never made."""
        try:
            lines = path.read_text("utf-8").splitlines()
            head, *entries = [found for line in lines if (found := _line(line)) is not None]
            listed = cls(path, head["vendor"], head["base_url"])
            if head["form"] != FORM:
                raise CannotVerifyError(f"{path} was written by another version of lms-emulator")
            for entry in entries:
                listed._take(entry)
        except OSError as error:
            raise CannotVerifyError(f"{path} cannot be read: {error.strerror}") from None
        except (ValueError, LookupError, TypeError):
            raise CannotVerifyError(f"{path} is not a clean-up list of lms-emulator verify") from None
        return listed

    def add(self, scenario: str, step: int, bound: Mapping[str, str]) -> int:
        """Note that a step is about to create something. Returns its number."""
        number = self._count + 1
        self._append({"number": number, "scenario": scenario, "step": step, "bound": dict(bound)})
        self._count, self.left[number] = number, Made(scenario, step, dict(bound))
        return number

    def answered(self, number: int, bound: Mapping[str, str]) -> None:
        """Note that the vendor has created the object, or has started the job that does. `bound` are the names that are needed to wait for
        its end."""
        self._append({"answered": number, "bound": dict(bound)})
        self._answer(number, bound)

    def done(self, number: int) -> None:
        """Note that the object is gone or was never created. After the last one the file is removed."""
        self._append({"done": number})
        del self.left[number]

    def close(self) -> None:
        """Remove the file if nothing is left."""
        if not self.left:
            self.path.unlink(missing_ok=True)

    def _take(self, entry: Mapping[str, Any]) -> None:
        if "done" in entry:
            self.left.pop(entry["done"], None)
            return
        if "answered" in entry:
            self._answer(entry["answered"], dict(entry["bound"]))
            return
        self._count = entry["number"]
        self.left[self._count] = Made(str(entry["scenario"]), int(entry["step"]), dict(entry["bound"]))

    def _answer(self, number: int, bound: Mapping[str, str]) -> None:
        self.left[number].answered = True
        self.left[number].bound |= bound

    def _append(self, entry: Mapping[str, Any], flags: int = 0) -> None:
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | flags, 0o600)
        try:
            os.write(file, (json.dumps(entry) + "\n").encode())
            os.fsync(file)
        finally:
            os.close(file)


def _line(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None

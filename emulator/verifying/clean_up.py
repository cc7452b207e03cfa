"""The things that a run made at the vendor and has to delete again, in a file that outlives the run even if it is killed."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emulator.verifying.errors import CannotVerifyError

FORM = 1


@dataclass(slots=True)
class Made:
    """A step that makes something: by scenario and place in it, with the names that taking it back needs.

    Until the vendor has `answered`, it may still come into being.
    """

    scenario: str
    step: int
    bound: dict[str, str]
    answered: bool = False


@dataclass(slots=True)
class CleanUpList:
    """Each line is written through to the disk before the call that it is about. It has names of what was made, and no credentials."""

    path: Path
    vendor: str
    base: str
    left: dict[int, Made] = field(default_factory=dict)
    _count: int = 0

    @classmethod
    def begin(cls, path: Path, vendor: str, base: str) -> "CleanUpList":
        """A new file. Raises `CannotVerifyError` if there is one: an earlier run was not cleaned up after."""
        made = cls(path, vendor, base)
        try:
            made._append({"form": FORM, "vendor": vendor, "base_url": base}, os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            raise CannotVerifyError(
                f"{path} is there: an earlier run has left something; finish it with --clean-up {path}"
            ) from None
        except OSError as error:
            raise CannotVerifyError(f"{path} cannot be written: {error.strerror}") from None
        return made

    @classmethod
    def read(cls, path: Path) -> "CleanUpList":
        """What a file says is left. A last line that is torn was about a call that was not made."""
        try:
            lines = path.read_text("utf-8").splitlines()
            head, *entries = [found for line in lines if (found := _line(line)) is not None]
            listed = cls(path, head["vendor"], head["base_url"])
            if head["form"] != FORM:
                raise CannotVerifyError(f"{path} is of another version of lms-emulator")
            for entry in entries:
                listed._take(entry)
        except OSError as error:
            raise CannotVerifyError(f"{path} cannot be read: {error.strerror}") from None
        except (ValueError, LookupError, TypeError):
            raise CannotVerifyError(f"{path} is no clean-up list of lms-emulator verify") from None
        return listed

    def add(self, scenario: str, step: int, bound: Mapping[str, str]) -> int:
        """Something is about to be made. Returns its number."""
        number = self._count + 1
        self._append({"number": number, "scenario": scenario, "step": step, "bound": dict(bound)})
        self._count, self.left[number] = number, Made(scenario, step, dict(bound))
        return number

    def answered(self, number: int, bound: Mapping[str, str]) -> None:
        """The vendor says that it is made, or begun. `bound` are the names that waiting for its end needs."""
        self._append({"answered": number, "bound": dict(bound)})
        self._answer(number, bound)

    def done(self, number: int) -> None:
        """It is gone, or never was there. The file goes with the last."""
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

"""Our own small courses, valid and broken, to test a platform with. Their sources are next to this file."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from emulator.courseware.package.package import Standard
from emulator.courseware.package.zipping import zip_of
from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample course. `name` is its file name; `valid` is true if an import accepts it."""

    name: str
    title: str
    standard: Standard
    description: str
    valid: bool = True
    shared: tuple[str, ...] = ()
    """Files of the folder `shared` that go into the archive too."""


_SAMPLES = (
    Sample(
        "scorm12-minimal.zip",
        "Welcome on board",
        Standard.SCORM_12,
        "One page with a button that completes it.",
        shared=("course.css", "scorm12.js"),
    ),
    Sample(
        "scorm12-quiz.zip",
        "Tides: a short quiz",
        Standard.SCORM_12,
        "Three questions with a bookmark, suspend data, a score and a mastery score of 60.",
        shared=("course.css", "scorm12.js"),
    ),
    Sample(
        "scorm2004-two-scos.zip",
        "Reading a weather map",
        Standard.SCORM_2004_4TH_EDITION,
        "Two SCOs with objectives under one aggregation: a lesson with progress and a check with a score.",
        shared=("course.css", "scorm2004.js"),
    ),
    Sample(
        "scorm2004-forced-order.zip",
        "A cup of tea, in order",
        Standard.SCORM_2004_3RD_EDITION,
        "Two SCOs with sequencing: the second is disabled until the first is satisfied.",
        shared=("course.css", "scorm2004.js"),
    ),
    Sample(
        "aicc-minimal.zip",
        "Two knots",
        Standard.AICC,
        "One unit that talks HACP, with a score and a mastery score of 50.",
        shared=("course.css", "hacp.js"),
    ),
    Sample(
        "cmi5-minimal.zip",
        "Telling clouds apart",
        Standard.CMI5,
        "One unit that must be completed and passed, with a mastery score of 0.5.",
        shared=("course.css", "xapi.js"),
    ),
    Sample(
        "tincan-minimal.zip",
        "Phases of the moon",
        Standard.XAPI,
        "Four pages that send statements and keep a bookmark as a state document.",
        shared=("course.css", "xapi.js"),
    ),
    Sample(
        "broken-no-manifest.zip",
        "A page, but no course",
        Standard.UNKNOWN,
        "Has no imsmanifest.xml: an import refuses it.",
        valid=False,
    ),
    Sample(
        "broken-launch-file-missing.zip",
        "The page that is not there",
        Standard.SCORM_12,
        "The manifest launches a file that is not in the archive: an import refuses it.",
        valid=False,
    ),
)


def sample_names() -> list[Sample]:
    """All samples, the simplest valid one first and the broken ones last."""
    return list(_SAMPLES)


@cache
def build_sample(name: str) -> bytes:
    """The zip archive of the sample called `name`, byte for byte the same on every machine.

    Raises LookupError for a name that `sample_names` does not have.
    """
    sample = next((each for each in _SAMPLES if each.name == name), None)
    if sample is None:
        raise LookupError(f'There is no sample course called "{name}".')
    source = files(__name__)
    content = _read_folder(source / name.removesuffix(".zip"))
    for shared in sample.shared:
        content[f"shared/{shared}"] = (source / "shared" / shared).read_bytes()
    return zip_of(content)


def _read_folder(folder: Traversable, prefix: str = "") -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found.update(_read_folder(entry, f"{prefix}{entry.name}/"))
        else:
            found[prefix + entry.name] = entry.read_bytes()
    return found

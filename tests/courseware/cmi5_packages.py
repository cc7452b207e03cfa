"""cmi5 packages of as many units as wanted, each the quiz of the sample."""

import io
import zipfile

from emulator.courseware.samples import build_sample

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


def au(name: str, move_on: str = "Passed", launch_method: str = "AnyWindow") -> str:
    """A unit https://example.com/NAME."""
    return (
        f'<au id="https://example.com/{name}" moveOn="{move_on}" launchMethod="{launch_method}" masteryScore="0.5">'
        f'<title><langstring lang="en">Unit {name}</langstring></title>'
        '<description><langstring lang="en">Two questions</langstring></description>'
        f"<url>index.html?unit={name}#top</url></au>"
    )


def course_of(*parts: str) -> bytes:
    """A package with these units and blocks."""
    texts = '<title><langstring lang="en">Clouds</langstring></title><description><langstring lang="en">C</langstring></description>'
    manifest = (
        f'<courseStructure xmlns="{NAMESPACE}"><course id="https://example.com/course">{texts}</course>'
        f"{''.join(parts)}</courseStructure>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(build_sample("cmi5-minimal.zip"))) as sample, zipfile.ZipFile(packed, "w") as made:
        for name in sample.namelist():
            made.writestr(name, manifest if name == "cmi5.xml" else sample.read(name))
    return packed.getvalue()

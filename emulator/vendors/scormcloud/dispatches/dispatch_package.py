"""A dispatch package: a SCORM 1.2 course that opens the emulator's launch page on the platform into which it is imported.

Its page and script are in `dispatch_content`; the data of the dispatch is in the manifest and in `configuration.js`.
"""

import re
from functools import cache
from importlib.resources import files

import orjson

from emulator.courseware.package.zipping import zip_of
from emulator.light.xml_text import escape
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.dispatches import dispatch_pages
from emulator.vendors.scormcloud.rows import Row

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="dispatch_{key}" version="1.0"
          xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
          xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>{title}</title>
      <item identifier="launch" identifierref="dispatch">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="dispatch" type="webcontent" adlcp:scormtype="sco" href="dispatch.html">
      <file href="dispatch.html"/>
      <file href="dispatch.js"/>
      <file href="configuration.js"/>
    </resource>
  </resources>
</manifest>
"""


def build(world: World, dispatch: Row, title: str, css_url: str | None) -> bytes:
    """The zip for a dispatch's row. The bytes are the same each time, as long as the emulator has the same address."""
    key = dispatch["launch_key"]
    configuration = {
        "title": title,
        "launchUrl": dispatch_pages.link(world, key),
        "statusUrl": dispatch_pages.link(world, key, "status"),
        "cssUrl": css_url,
    }
    shown = escape(_NOT_XML.sub(" ", title)) or "Course"
    return zip_of(
        {
            **_fixed(),
            "imsmanifest.xml": _MANIFEST.format(key=key, title=shown).encode(),
            "configuration.js": b"const dispatch = " + orjson.dumps(configuration) + b";\n",
        }
    )


@cache
def _fixed() -> dict[str, bytes]:
    folder = files(__package__) / "dispatch_content"
    return {name: (folder / name).read_bytes() for name in ("dispatch.html", "dispatch.js")}

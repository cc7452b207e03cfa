"""Writing zip archives that are byte for byte the same on every machine."""

import io
import zipfile
from collections.abc import Mapping

# Any fixed moment will do; zip cannot tell one before 1980.
_TIMESTAMP = (2024, 1, 1, 0, 0, 0)


def zip_of(content: Mapping[str, bytes]) -> bytes:
    """An archive of files by name, a manifest first."""
    out = io.BytesIO()
    # Stored, not deflated: zlib's output differs from build to build.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(content, key=lambda name: (name != "imsmanifest.xml", name)):
            info = zipfile.ZipInfo(name, _TIMESTAMP)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, content[name])
    return out.getvalue()

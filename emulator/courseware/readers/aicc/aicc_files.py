"""The text files of an AICC course: INI and CSV, in any encoding, case and order."""

import csv
import io

from emulator.courseware.package.refused import PackageRefused

Record = dict[str, str]
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes) -> str:
    """Decode by the byte order mark, otherwise as UTF-8, otherwise as Windows-1252, which old AICC tools wrote."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_ini(data: bytes) -> dict[str, Record]:
    """Sections by lower-case name, values by lower-case key. The lines of a section as they are stand under the key ``""``."""
    sections: dict[str, Record] = {}
    lines: dict[str, list[str]] = {}
    section = ""
    for line in decode(data).splitlines():
        stripped = line.strip()
        if stripped.startswith("[") and stripped.endswith("]"):
            section = stripped[1:-1].strip().lower()
            continue
        lines.setdefault(section, []).append(line.rstrip())
        key, equals, value = stripped.partition("=")
        if equals and not stripped.startswith(";"):
            sections.setdefault(section, {}).setdefault(key.strip().lower(), value.strip().strip('"'))
    for name, text in lines.items():
        sections.setdefault(name, {})[""] = "\n".join(text).strip()
    return sections


def read_table(data: bytes, name: str) -> list[Record]:
    """The records of a CSV file by the lower-case names of its first line; missing values are empty.

    Raises `PackageRefused` if the file is not CSV.
    """
    rows = read_rows(data, name)
    if not rows:
        return []
    header = [column.lower() for column in rows[0]]
    return [{**dict.fromkeys(header, ""), **dict(zip(header, row, strict=False))} for row in rows[1:]]


def read_rows(data: bytes, name: str) -> list[list[str]]:
    """The lines of a CSV file that are not blank, the header first."""
    try:
        rows = list(csv.reader(io.StringIO(decode(data), newline=""), skipinitialspace=True))
    except csv.Error as error:
        raise PackageRefused(f"{name} is not a comma-separated file: {error}.") from None
    stripped = ([cell.strip() for cell in row] for row in rows)
    return [row for row in stripped if any(row)]

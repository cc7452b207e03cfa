"""Real inputs with pieces cut out, doubled, or replaced by what means something to a parser."""

import io
import zipfile

from hypothesis import strategies as st

from emulator.courseware.samples import build_sample, sample_names

PIECES = [
    b"", b"<", b">", b"&", b"\0", b"\xff\xfe", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"]]>", b"--", b"\r\n", b"=", b"%",
    b"[", b'"', b"9" * 400, b"-1", b"NaN", b"\xed\xa0\x80", b"../", b"<a>" * 300,
]  # fmt: skip

USER = b"<User><UserName>a@example.com</UserName><FirstName>A</FirstName><LastName>B</LastName><Email>a@example.com</Email></User>"
HACP = (
    b"[core]\r\nLesson_Location=3\r\nLesson_Status=c,a\r\nScore=80,100,0\r\nTime=00:10:00\r\n[core_lesson]\r\nany\r\n"
    b"[comments]\r\n<1>x<e.1>\r\n[objectives_status]\r\nJ_ID.1=a\r\nJ_Score.1=5\r\nJ_Status.1=p\r\n"
)
FORM = (
    b'--b\r\nContent-Disposition: form-data; name="uploadedContentType"\r\n\r\napplication/zip\r\n'
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="c.zip"\r\nContent-Type: application/zip\r\n\r\nPK\r\n--b--\r\n'
)


def spoilt(whole: bytes) -> st.SearchStrategy[bytes]:
    """The input, spoilt at one to six places."""
    cut = st.tuples(st.integers(0, 1 << 16), st.integers(0, 60), st.sampled_from(PIECES))
    return st.lists(cut, min_size=1, max_size=6).map(lambda cuts: _cut(whole, cuts))


def _cut(whole: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, piece in cuts:
        place = at % (len(whole) + 1)
        whole = whole[:place] + piece + whole[place + length :]
    return whole


def courses() -> st.SearchStrategy[bytes]:
    """A sample course with a spoilt manifest, course structure or AICC file."""
    built = [build_sample(sample.name) for sample in sample_names()]
    mains = [(course, main) for course in built for main in _mains(course)]
    return st.sampled_from(mains).flatmap(
        lambda found: spoilt(_read(*found)).map(lambda content: _with(*found, content))
    )


def _mains(course: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(course)) as archive:
        return [name for name in archive.namelist() if name.endswith((".xml", ".au", ".cst", ".crs", ".des", ".pre"))]


def _read(course: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(course)) as archive:
        return archive.read(name)


def _with(course: bytes, name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(course)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            new.writestr(each, content if each == name else old.read(each))
    return made.getvalue()

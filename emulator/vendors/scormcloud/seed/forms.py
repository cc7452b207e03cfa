"""The members of the entries of the SCORM Cloud section of a seed document: the vendor's own, and those of seeds only."""

from emulator.contract.model import Field, Schema
from emulator.courseware.samples import sample_names
from emulator.vendors.scormcloud.routing import contract


def _schema(name: str, *fields: Field, like: str | None = None, without: tuple[str, ...] = ()) -> Schema:
    inherited = contract.schemas[like].fields if like is not None else ()
    return Schema(name, (*fields, *(field for field in inherited if field.name not in without)), evidence="documented")


_ID = Field("id", required=True, max_length=255)

COURSE = _schema(
    "SeedCourse",
    _ID,
    Field("title"),
    Field("sample", enum=tuple(sample.name for sample in sample_names())),
    Field("package"),
    Field("tags", list=True),
)
REGISTRATION = _schema(
    "SeedRegistration",
    Field("courseVersion", type="integer", min=0),
    Field("scos", type="any"),
    like="CreateRegistrationSchema",
)
SCO = _schema(
    "SeedSco",
    _ID,
    Field("started", type="datetime"),
    Field("exited", type="datetime"),
    Field("secondsTracked", type="number", min=0),
    Field("cmi", type="map"),
)
DESTINATION = _schema("SeedDestination", _ID, like="DestinationSchema", without=("created", "updated"))
DISPATCH = _schema("SeedDispatch", Field("id", max_length=255), like="CreateDispatchSchema")
PUBLIC_INVITATION = _schema("SeedPublicInvitation", Field("id", max_length=255), like="CreatePublicInvitationSchema")
PRIVATE_INVITATION = _schema("SeedPrivateInvitation", Field("id", max_length=255), like="CreatePrivateInvitationSchema")
SECRET = _schema(
    "SeedSecret", Field("secret", required=True, max_length=255), Field("name"), Field("active", "boolean")
)
APPLICATION = _schema(
    "SeedApplication",
    _ID,
    Field("name"),
    Field("allowDelete", type="boolean"),
    Field("secrets", type="any"),
)

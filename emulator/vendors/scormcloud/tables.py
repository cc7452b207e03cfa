"""The rows of SCORM Cloud. Everything but the applications belongs to one, so `app_id` is part of each key."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, Document, InSandbox

ID = String(255)  # ids are any text of up to 255 characters (documented)
APP_ID = String(64)


class ScormCloudApplication(InSandbox, Base):
    """An application: what courses, registrations and secrets belong to. `token_key` signs its OAuth tokens.

    `managed_by` is the App Management application of its realm, None for that one itself.
    """

    __tablename__ = "scormcloud_application"
    __table_args__ = (
        Index(None, "sandbox", "managed_by", "created", "number"),
        Index(None, "sandbox", "managed_by", "updated", "number"),
    )

    id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(Text)
    management: Mapped[bool]
    managed_by: Mapped[str | None] = mapped_column(APP_ID)
    allow_delete: Mapped[bool]
    token_key: Mapped[str] = mapped_column(String(64))
    created: Mapped[datetime]
    updated: Mapped[datetime]


class ScormCloudSecret(InSandbox, Base):
    """A secret key of an application, which may have several; one that is not active opens nothing."""

    __tablename__ = "scormcloud_secret"

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str | None] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool]
    created: Mapped[datetime]
    updated: Mapped[datetime]


class ScormCloudCourse(InSandbox, Base):
    """A course. `title` and `version` are those of its latest version; `next_version` is never given twice."""

    __tablename__ = "scormcloud_course"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
    )

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    next_version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime]
    updated: Mapped[datetime]


class ScormCloudCourseVersion(InSandbox, Base):
    """A version of a course: one package that was imported."""

    __tablename__ = "scormcloud_course_version"

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    course_id: Mapped[str] = mapped_column(ID, primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    standard: Mapped[str] = mapped_column(String(32))
    package_id: Mapped[str] = mapped_column(String(64))
    created: Mapped[datetime]
    updated: Mapped[datetime]


class ScormCloudImport(InSandbox, Base):
    """The latest import of a course. `id` is the job's; `result` is shown once it is complete, `postback_url` is kept."""

    __tablename__ = "scormcloud_import"
    __table_args__ = (Index(None, "sandbox", "app_id", "course_id"),)

    id: Mapped[str] = mapped_column(String(300), primary_key=True)
    app_id: Mapped[str] = mapped_column(APP_ID)
    course_id: Mapped[str] = mapped_column(ID)
    state: Mapped[str] = mapped_column(String(32))
    message: Mapped[str | None] = mapped_column(Text)
    result: Mapped[dict[str, Any] | None]
    postback_url: Mapped[str | None] = mapped_column(Text)
    started: Mapped[datetime]


class ScormCloudRegistration(InSandbox, Base):
    """A learner's registration for a course. `instance` and `course_version` are those of its latest instance."""

    __tablename__ = "scormcloud_registration"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "course_id", "created", "number"),
        Index(None, "sandbox", "app_id", "learner_id", "created", "number"),
    )

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    instance: Mapped[int] = mapped_column(Integer)
    course_id: Mapped[str] = mapped_column(ID)
    course_version: Mapped[int] = mapped_column(BigInteger)
    learner_id: Mapped[str] = mapped_column(ID)
    learner_email: Mapped[str | None] = mapped_column(Text)
    learner_first_name: Mapped[str | None] = mapped_column(Text)
    learner_last_name: Mapped[str | None] = mapped_column(Text)
    post_back: Mapped[dict[str, Any] | None]
    created: Mapped[datetime]
    updated: Mapped[datetime]


class ScormCloudInstance(InSandbox, Base):
    """An instance of a registration: one run of the course.

    `state` is the progress that it was given at its creation, in wire form; once it is launched its attempt is what counts.
    """

    __tablename__ = "scormcloud_instance"
    __table_args__ = (Index(None, "sandbox", "attempt_id"),)

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    registration_id: Mapped[str] = mapped_column(ID, primary_key=True)
    instance: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    course_id: Mapped[str] = mapped_column(ID)
    course_version: Mapped[int] = mapped_column(BigInteger)
    xapi_registration_id: Mapped[str] = mapped_column(String(36))
    attempt_id: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[dict[str, Any] | None]
    created: Mapped[datetime]
    updated: Mapped[datetime]


class ScormCloudTag(InSandbox, Base):
    """A tag on something of a kind: course, registration, learner."""

    __tablename__ = "scormcloud_tag"
    __table_args__ = (Index(None, "sandbox", "app_id", "kind", "tag"),)

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    subject_id: Mapped[str] = mapped_column(ID, primary_key=True)
    tag: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)


class ScormCloudSetting(InSandbox, Base):
    """A setting that was set at a place: a level, what of it, and the number of its version or instance, -1 for the whole."""

    __tablename__ = "scormcloud_setting"

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    level: Mapped[str] = mapped_column(String(32), primary_key=True)
    subject_id: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    setting_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class ScormCloudInvitation(InSandbox, Base):
    """An invitation to a course, of the kind `public` or `private`. `url` is a public one's link, `email` a private one's text."""

    __tablename__ = "scormcloud_invitation"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "course_id", "updated", "number"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    app_id: Mapped[str] = mapped_column(APP_ID)
    number: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(8))
    course_id: Mapped[str] = mapped_column(ID)
    creating_user_email: Mapped[str] = mapped_column(Text)
    allow_launch: Mapped[bool]
    allow_new_registrations: Mapped[bool]
    registration_cap: Mapped[int] = mapped_column(BigInteger)
    url: Mapped[str | None] = mapped_column(Text)
    email: Mapped[dict[str, Any] | None]
    post_back: Mapped[dict[str, Any] | None]
    expiration_date: Mapped[datetime | None]
    created: Mapped[datetime]
    updated: Mapped[datetime]


class ScormCloudInvitationJob(InSandbox, Base):
    """The sending of a private invitation's e-mails; `id` is the invitation's."""

    __tablename__ = "scormcloud_invitation_job"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    errors: Mapped[list[Any]]
    total: Mapped[int] = mapped_column(Integer)
    processed: Mapped[int] = mapped_column(Integer)


class ScormCloudUserInvitation(InSandbox, Base):
    """One person's part of an invitation, with a registration. `address` is the e-mail address as it is compared."""

    __tablename__ = "scormcloud_user_invitation"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "invitation_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "course_id", "address"),
        Index(None, "sandbox", "app_id", "registration_id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    app_id: Mapped[str] = mapped_column(APP_ID)
    number: Mapped[int] = mapped_column(BigInteger)
    invitation_id: Mapped[str] = mapped_column(String(36))
    course_id: Mapped[str] = mapped_column(ID)
    email: Mapped[str] = mapped_column(ID)
    address: Mapped[str] = mapped_column(ID)
    url: Mapped[str] = mapped_column(Text)
    registration_id: Mapped[str] = mapped_column(ID)
    sent: Mapped[bool]
    created: Mapped[datetime]
    updated: Mapped[datetime]


class ScormCloudXapiCredential(InSandbox, Base):
    """A user name (`id`) and secret for the LRS."""

    __tablename__ = "scormcloud_xapi_credential"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
    )

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(Text)
    info: Mapped[str | None] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(Text)
    is_enabled: Mapped[bool]
    auth: Mapped[str] = mapped_column(String(16))
    permissions_level: Mapped[str] = mapped_column(String(16))
    created: Mapped[datetime]
    updated: Mapped[datetime]


class ScormCloudStatementPipe(InSandbox, Base):
    """A pipe from one LRS to another. It is being processed until `visible_after`."""

    __tablename__ = "scormcloud_statement_pipe"

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[dict[str, Any] | None]
    target: Mapped[dict[str, Any]]
    attempts: Mapped[int] = mapped_column(Integer)
    visible_after: Mapped[datetime]


class ScormCloudConnector(InSandbox, Base):
    """A content connector; its configuration is whatever JSON its type takes."""

    __tablename__ = "scormcloud_connector"

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    content_connector_type: Mapped[str] = mapped_column(Text)
    configuration: Mapped[Any] = mapped_column(Document)
    enabled: Mapped[bool]


class ScormCloudLaunch(InSandbox, Base):
    """A launch link: of a registration's instance, or a preview of a course version. `options` are those that it was asked for with."""

    __tablename__ = "scormcloud_launch"
    __table_args__ = (Index(None, "sandbox", "app_id", "registration_id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    app_id: Mapped[str] = mapped_column(APP_ID)
    registration_id: Mapped[str | None] = mapped_column(ID)
    course_id: Mapped[str] = mapped_column(ID)
    course_version: Mapped[int] = mapped_column(BigInteger)
    options: Mapped[dict[str, Any]]
    created: Mapped[datetime]
    expires: Mapped[datetime]


class ScormCloudAsset(InSandbox, Base):
    """A file of a course version that was put there after its import."""

    __tablename__ = "scormcloud_asset"

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    course_id: Mapped[str] = mapped_column(ID, primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    path: Mapped[str] = mapped_column(String(1024), primary_key=True)
    modified: Mapped[datetime]


class ScormCloudDestination(InSandbox, Base):
    """A destination: a platform outside that courses are dispatched to. `launch_key` is its place in the emulator's pages.

    `dispatch_count` is what the list last showed, as counted at `dispatch_count_at`.
    """

    __tablename__ = "scormcloud_destination"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
        Index(None, "sandbox", "launch_key"),
    )

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[str | None] = mapped_column(Text)
    launch_auth: Mapped[dict[str, Any] | None]
    lti13_data: Mapped[dict[str, Any] | None]
    hash_user_info: Mapped[bool]
    launch_key: Mapped[str] = mapped_column(String(64))
    dispatch_count: Mapped[int | None] = mapped_column(Integer)
    dispatch_count_at: Mapped[datetime | None]
    created: Mapped[datetime]
    updated: Mapped[datetime]


class ScormCloudDispatch(InSandbox, Base):
    """A course in a destination. `registration_count` is the counter that can be reset; `hash_user_info` None inherits.

    `launch_key` is its place in the emulator's pages, `post_back` a PostBackSchema in the names of code.
    """

    __tablename__ = "scormcloud_dispatch"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "destination_id", "course_id"),
        Index(None, "sandbox", "app_id", "course_id"),
        Index(None, "sandbox", "id"),
        Index(None, "sandbox", "launch_key"),
    )

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    destination_id: Mapped[str] = mapped_column(ID)
    course_id: Mapped[str] = mapped_column(ID)
    allow_new_registrations: Mapped[bool]
    enabled: Mapped[bool]
    instanced: Mapped[bool]
    registration_cap: Mapped[int] = mapped_column(BigInteger)
    registration_count: Mapped[int] = mapped_column(BigInteger)
    registration_reset_date: Mapped[datetime | None]
    expiration_date: Mapped[datetime | None]
    email: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[str | None] = mapped_column(Text)
    post_back: Mapped[dict[str, Any] | None]
    hash_user_info: Mapped[bool | None]
    launch_key: Mapped[str] = mapped_column(String(64))
    lti_secret: Mapped[str] = mapped_column(String(64))
    created: Mapped[datetime]
    updated: Mapped[datetime]


class ScormCloudDispatchRegistration(InSandbox, Base):
    """The registration that a learner of the other platform got through a dispatch. The registration may have been deleted since."""

    __tablename__ = "scormcloud_dispatch_registration"
    __table_args__ = (Index(None, "sandbox", "app_id", "registration_id"),)

    app_id: Mapped[str] = mapped_column(APP_ID, primary_key=True)
    dispatch_id: Mapped[str] = mapped_column(ID, primary_key=True)
    learner_id: Mapped[str] = mapped_column(ID, primary_key=True)
    registration_id: Mapped[str] = mapped_column(ID)

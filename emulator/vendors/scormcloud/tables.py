"""The rows of SCORM Cloud. Everything but the applications belongs to one, so `app_id` is part of each key."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, Text

from emulator.store.tables import Column, Document, column
from emulator.vendors.scormcloud.rows import Table

ID = String(255)  # ids are any text of up to 255 characters (documented)
APP_ID = String(64)


class ScormCloudApplication(Table):
    """An application: what courses, registrations and secrets belong to. `token_key` signs its OAuth tokens.

    `managed_by` is the App Management application of its realm, None for that one itself.
    """

    __tablename__ = "scormcloud_application"
    __table_args__ = (
        Index(None, "sandbox", "managed_by", "created", "number"),
        Index(None, "sandbox", "managed_by", "updated", "number"),
    )

    id: Column[str] = column(APP_ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    name: Column[str] = column(Text)
    management: Column[bool]
    managed_by: Column[str | None] = column(APP_ID)
    allow_delete: Column[bool]
    token_key: Column[str] = column(String(64))
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudSecret(Table):
    """A secret key of an application, which may have several; one that is not active opens nothing."""

    __tablename__ = "scormcloud_secret"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(String(64), primary_key=True)
    number: Column[int] = column(BigInteger)
    name: Column[str | None] = column(Text)
    secret: Column[str] = column(String(255))
    active: Column[bool]
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudCourse(Table):
    """A course. `title` and `version` are those of its latest version; `next_version` is never given twice."""

    __tablename__ = "scormcloud_course"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
    )

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    title: Column[str] = column(Text)
    version: Column[int]
    next_version: Column[int]
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudCourseVersion(Table):
    """A version of a course: one package that was imported."""

    __tablename__ = "scormcloud_course_version"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    course_id: Column[str] = column(ID, primary_key=True)
    version: Column[int] = column(BigInteger, primary_key=True)
    title: Column[str] = column(Text)
    standard: Column[str] = column(String(32))
    package_id: Column[str] = column(String(64))
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudImport(Table):
    """The latest import of a course. `id` is the job's; `result` is shown once it is complete, `postback_url` is kept."""

    __tablename__ = "scormcloud_import"
    __table_args__ = (Index(None, "sandbox", "app_id", "course_id"),)

    id: Column[str] = column(String(300), primary_key=True)
    app_id: Column[str] = column(APP_ID)
    course_id: Column[str] = column(ID)
    state: Column[str] = column(String(32))
    message: Column[str | None] = column(Text)
    result: Column[dict[str, Any] | None]
    postback_url: Column[str | None] = column(Text)
    started: Column[datetime]


class ScormCloudRegistration(Table):
    """A learner's registration for a course. `instance` and `course_version` are those of its latest instance."""

    __tablename__ = "scormcloud_registration"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "course_id", "created", "number"),
        Index(None, "sandbox", "app_id", "learner_id", "created", "number"),
    )

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    instance: Column[int]
    course_id: Column[str] = column(ID)
    course_version: Column[int] = column(BigInteger)
    learner_id: Column[str] = column(ID)
    learner_email: Column[str | None] = column(Text)
    learner_first_name: Column[str | None] = column(Text)
    learner_last_name: Column[str | None] = column(Text)
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudInstance(Table):
    """An instance of a registration: one run of the course.

    `state` is the progress that it was given at its creation, in wire form; once it is launched its attempt is what counts.
    """

    __tablename__ = "scormcloud_instance"
    __table_args__ = (
        Index(None, "sandbox", "attempt_id"),
        Index(None, "sandbox", "app_id", "xapi_registration_id"),
    )

    app_id: Column[str] = column(APP_ID, primary_key=True)
    registration_id: Column[str] = column(ID, primary_key=True)
    instance: Column[int] = column(BigInteger, primary_key=True)
    course_id: Column[str] = column(ID)
    course_version: Column[int] = column(BigInteger)
    xapi_registration_id: Column[str] = column(String(36))
    attempt_id: Column[str | None] = column(String(64))
    state: Column[dict[str, Any] | None]
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudTag(Table):
    """A tag on something of a kind: course, registration, learner."""

    __tablename__ = "scormcloud_tag"
    __table_args__ = (Index(None, "sandbox", "app_id", "kind", "tag"),)

    app_id: Column[str] = column(APP_ID, primary_key=True)
    kind: Column[str] = column(String(16), primary_key=True)
    subject_id: Column[str] = column(ID, primary_key=True)
    tag: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)


class ScormCloudSetting(Table):
    """A setting that was set at a place: a level, what of it, and the number of its version or instance, -1 for the whole."""

    __tablename__ = "scormcloud_setting"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    level: Column[str] = column(String(32), primary_key=True)
    subject_id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger, primary_key=True)
    setting_id: Column[str] = column(String(64), primary_key=True)
    value: Column[str] = column(Text)


class ScormCloudInvitation(Table):
    """An invitation to a course, of the kind `public` or `private`. `url` is a public one's link, `email` a private one's text."""

    __tablename__ = "scormcloud_invitation"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "course_id", "updated", "number"),
    )

    id: Column[str] = column(String(36), primary_key=True)
    app_id: Column[str] = column(APP_ID)
    number: Column[int] = column(BigInteger)
    kind: Column[str] = column(String(8))
    course_id: Column[str] = column(ID)
    creating_user_email: Column[str] = column(Text)
    allow_launch: Column[bool]
    allow_new_registrations: Column[bool]
    registration_cap: Column[int] = column(BigInteger)
    url: Column[str | None] = column(Text)
    email: Column[dict[str, Any] | None]
    post_back: Column[dict[str, Any] | None]
    expiration_date: Column[datetime | None]
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudInvitationJob(Table):
    """The sending of a private invitation's e-mails; `id` is the invitation's."""

    __tablename__ = "scormcloud_invitation_job"

    id: Column[str] = column(String(36), primary_key=True)
    state: Column[str] = column(String(16))
    errors: Column[list[Any]]
    total: Column[int]
    processed: Column[int]


class ScormCloudUserInvitation(Table):
    """One person's part of an invitation, with a registration. `address` is the e-mail address as it is compared."""

    __tablename__ = "scormcloud_user_invitation"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "invitation_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "course_id", "address"),
        Index(None, "sandbox", "app_id", "registration_id"),
    )

    id: Column[str] = column(String(36), primary_key=True)
    app_id: Column[str] = column(APP_ID)
    number: Column[int] = column(BigInteger)
    invitation_id: Column[str] = column(String(36))
    course_id: Column[str] = column(ID)
    email: Column[str] = column(ID)
    address: Column[str] = column(ID)
    url: Column[str] = column(Text)
    registration_id: Column[str] = column(ID)
    sent: Column[bool]
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudXapiCredential(Table):
    """A user name (`id`) and secret for the LRS."""

    __tablename__ = "scormcloud_xapi_credential"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
    )

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    name: Column[str] = column(Text)
    info: Column[str | None] = column(Text)
    secret: Column[str] = column(Text)
    is_enabled: Column[bool]
    auth: Column[str] = column(String(16))
    permissions_level: Column[str] = column(String(16))
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudXapiNonce(Table):
    """A timestamp and a nonce with which a request was signed, as a digest of both: they are good for one request of a credential."""

    __tablename__ = "scormcloud_xapi_nonce"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    credential_id: Column[str] = column(ID, primary_key=True)
    digest: Column[str] = column(String(64), primary_key=True)
    used: Column[datetime] = column(index=True)


class ScormCloudStatementPipe(Table):
    """A pipe from one LRS to another. It is being processed until `visible_after`.

    `attempts` counts tries that failed since the last that went well. `cursor` is (stored, number) of the last statement that was
    forwarded from an LRS of this emulator, `base_url` where the emulator was reached when the pipe was set.
    """

    __tablename__ = "scormcloud_statement_pipe"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    source: Column[dict[str, Any] | None]
    target: Column[dict[str, Any]]
    attempts: Column[int]
    visible_after: Column[datetime]
    last_forwarded_statement_date: Column[str | None] = column(String(64))
    more_url: Column[str | None] = column(Text)
    cursor: Column[list[Any] | None]
    base_url: Column[str | None] = column(Text)


class ScormCloudConnector(Table):
    """A content connector; its configuration is whatever JSON its type takes."""

    __tablename__ = "scormcloud_connector"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    content_connector_type: Column[str] = column(Text)
    configuration: Column[Any] = column(Document)
    enabled: Column[bool]


class ScormCloudLaunch(Table):
    """A launch link: of a registration's instance, or a preview of a course version. `options` are those that it was asked for with."""

    __tablename__ = "scormcloud_launch"
    __table_args__ = (Index(None, "sandbox", "app_id", "registration_id"),)

    id: Column[str] = column(String(36), primary_key=True)
    app_id: Column[str] = column(APP_ID)
    registration_id: Column[str | None] = column(ID)
    course_id: Column[str] = column(ID)
    course_version: Column[int] = column(BigInteger)
    options: Column[dict[str, Any]]
    created: Column[datetime]
    expires: Column[datetime]


class ScormCloudAsset(Table):
    """A file of a course version that was put there after its import."""

    __tablename__ = "scormcloud_asset"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    course_id: Column[str] = column(ID, primary_key=True)
    version: Column[int] = column(BigInteger, primary_key=True)
    path: Column[str] = column(String(1024), primary_key=True)
    modified: Column[datetime]


class ScormCloudDestination(Table):
    """A destination: a platform outside that courses are dispatched to. `launch_key` is its place in the emulator's pages.

    `dispatch_count` is the count that the list last showed, from `dispatch_count_at`.
    """

    __tablename__ = "scormcloud_destination"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
        Index(None, "sandbox", "launch_key"),
    )

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    name: Column[str] = column(Text)
    email: Column[str | None] = column(Text)
    notes: Column[str | None] = column(Text)
    launch_auth: Column[dict[str, Any] | None]
    lti13_data: Column[dict[str, Any] | None]
    hash_user_info: Column[bool]
    launch_key: Column[str] = column(String(64))
    dispatch_count: Column[int | None]
    dispatch_count_at: Column[datetime | None]
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudDispatch(Table):
    """A course in a destination. `registration_count` is the counter that can be reset; `hash_user_info` None inherits.

    `launch_key` is its place in the emulator's pages.
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

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    destination_id: Column[str] = column(ID)
    course_id: Column[str] = column(ID)
    allow_new_registrations: Column[bool]
    enabled: Column[bool]
    instanced: Column[bool]
    registration_cap: Column[int] = column(BigInteger)
    registration_count: Column[int] = column(BigInteger)
    registration_reset_date: Column[datetime | None]
    expiration_date: Column[datetime | None]
    email: Column[str | None] = column(Text)
    notes: Column[str | None] = column(Text)
    hash_user_info: Column[bool | None]
    launch_key: Column[str] = column(String(64))
    lti_secret: Column[str] = column(String(64))
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudDispatchRegistration(Table):
    """The registration that a learner of the other platform got through a dispatch. The registration may have been deleted since.

    After a launch by LTI 1.3, `platform_user` is the learner as the platform calls them, and `line_item` the URL of the line item that
    their score goes to, if the platform has named one.
    """

    __tablename__ = "scormcloud_dispatch_registration"
    __table_args__ = (Index(None, "sandbox", "app_id", "registration_id"),)

    app_id: Column[str] = column(APP_ID, primary_key=True)
    dispatch_id: Column[str] = column(ID, primary_key=True)
    learner_id: Column[str] = column(ID, primary_key=True)
    registration_id: Column[str] = column(ID)
    platform_user: Column[str | None] = column(Text)
    line_item: Column[str | None] = column(Text)


class ScormCloudLtiLogin(Table):
    """A sign-in by LTI 1.3 that a platform has begun, until it has led to a launch or is over.

    `digest` is that of the id_token that came back and was verified, and `message` what it says; None before.
    """

    __tablename__ = "scormcloud_lti_login"
    __table_args__ = (Index(None, "sandbox", "digest"),)

    state: Column[str] = column(String(64), primary_key=True)
    nonce: Column[str] = column(String(64))
    app_id: Column[str] = column(APP_ID)
    destination_id: Column[str] = column(ID)
    phase: Column[str] = column(String(16))
    expires: Column[datetime] = column(index=True)
    digest: Column[str | None] = column(String(64))
    message: Column[dict[str, Any] | None]


class ScormCloudToolKey(Table):
    """The key with which the dispatches of a sandbox sign as LTI tools, in PEM. It is made when it is first asked for."""

    __tablename__ = "scormcloud_tool_key"

    id: Column[str] = column(String(64), primary_key=True)
    pem: Column[str] = column(Text)

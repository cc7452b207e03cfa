"""The rows of SCORM Cloud that the console shows."""

from dataclasses import replace

from emulator.lrs.tables import XapiStatement
from emulator.vendors.for_console.shelves import Link, Shelf, ShelfPart
from emulator.vendors.scormcloud.tables import (
    ScormCloudApplication,
    ScormCloudAsset,
    ScormCloudCourse,
    ScormCloudCourseVersion,
    ScormCloudDestination,
    ScormCloudDispatch,
    ScormCloudImport,
    ScormCloudInstance,
    ScormCloudInvitation,
    ScormCloudLaunch,
    ScormCloudRegistration,
    ScormCloudTag,
    ScormCloudUserInvitation,
    ScormCloudXapiCredential,
)

APPLICATION = Link("applications", {"id": "app_id"})
COURSE = Link("courses", {"app_id": "app_id", "id": "course_id"})
VERSION = Link("versions", {"app_id": "app_id", "course_id": "course_id", "version": "course_version"})
REGISTRATION = Link("registrations", {"app_id": "app_id", "id": "registration_id"})
DESTINATION = Link("destinations", {"app_id": "app_id", "id": "destination_id"})
STATEMENTS = ShelfPart("Statements", "statements", {"lrs": "app_id"}, containing="xapi_registration_id")
OF_APPLICATION = {"app_id": "id"}
OF_COURSE = {"app_id": "app_id", "course_id": "id"}
OF_VERSION = {"app_id": "app_id", "course_id": "course_id", "version": "version"}
NEWEST = ("app_id", "created", "number")

SHELVES = (
    Shelf(
        "courses",
        "Courses",
        ScormCloudCourse,
        "title",
        ("title", "id", "version", "app_id", "created", "updated"),
        search=("id", "title"),
        order=NEWEST,
        links={"app_id": APPLICATION},
        parts=(
            ShelfPart("Versions", "versions", OF_COURSE),
            ShelfPart("Registrations", "registrations", OF_COURSE),
            ShelfPart("Imports", "imports", OF_COURSE),
            ShelfPart("Dispatches", "dispatches", OF_COURSE),
            ShelfPart("Invitations", "invitations", OF_COURSE),
            ShelfPart("Tags", "tags", {"app_id": "app_id", "subject_id": "id"}),
        ),
    ),
    Shelf(
        "registrations",
        "Registrations",
        ScormCloudRegistration,
        "id",
        ("id", "course_id", "learner_id", "learner_first_name", "learner_last_name", "instance", "created", "updated"),
        search=("id", "learner_id", "learner_email", "learner_first_name", "learner_last_name"),
        order=NEWEST,
        links={"app_id": APPLICATION, "course_id": COURSE, "course_version": VERSION},
        parts=(
            ShelfPart("Instances", "instances", {"app_id": "app_id", "registration_id": "id"}),
            ShelfPart("Launch links", "launches", {"app_id": "app_id", "registration_id": "id"}),
            replace(STATEMENTS, through=Link("instances", {"app_id": "app_id", "registration_id": "id"})),
        ),
        subject={"application": "app_id", "registration": "id"},
    ),
    Shelf(
        "instances",
        "Instances of registrations",
        ScormCloudInstance,
        "instance",
        ("instance", "registration_id", "course_id", "course_version", "xapi_registration_id", "created", "updated"),
        links={"registration_id": REGISTRATION, "course_id": COURSE, "course_version": VERSION},
        parts=(STATEMENTS,),
        subject={"application": "app_id", "registration": "registration_id", "instance": "instance"},
    ),
    Shelf(
        "versions",
        "Course versions",
        ScormCloudCourseVersion,
        "version",
        ("version", "course_id", "title", "standard", "created", "updated"),
        links={"app_id": APPLICATION, "course_id": COURSE},
        parts=(
            ShelfPart("Assets put there later", "assets", OF_VERSION),
            ShelfPart(
                "Instances",
                "instances",
                {"app_id": "app_id", "course_id": "course_id", "course_version": "version"},
            ),
        ),
    ),
    Shelf("assets", "Assets", ScormCloudAsset, "path", ("path", "course_id", "version", "modified")),
    Shelf(
        "imports",
        "Imports",
        ScormCloudImport,
        "id",
        ("id", "course_id", "state", "message", "started"),
        search=("id", "course_id"),
        links={"app_id": APPLICATION, "course_id": COURSE},
    ),
    Shelf(
        "launches",
        "Launch links",
        ScormCloudLaunch,
        "created",
        ("created", "expires", "registration_id", "course_id"),
        links={"registration_id": REGISTRATION, "course_id": COURSE},
        hidden=("id",),
    ),
    Shelf(
        "invitations",
        "Invitations",
        ScormCloudInvitation,
        "id",
        ("id", "kind", "course_id", "creating_user_email", "registration_cap", "created"),
        search=("id", "course_id", "creating_user_email"),
        order=NEWEST,
        links={"app_id": APPLICATION, "course_id": COURSE},
        parts=(ShelfPart("People", "user-invitations", {"app_id": "app_id", "invitation_id": "id"}),),
    ),
    Shelf(
        "user-invitations",
        "People invited",
        ScormCloudUserInvitation,
        "email",
        ("email", "registration_id", "sent", "updated"),
        search=("email",),
        links={
            "registration_id": REGISTRATION,
            "invitation_id": Link("invitations", {"id": "invitation_id"}),
            "course_id": COURSE,
        },
    ),
    Shelf(
        "destinations",
        "Destinations",
        ScormCloudDestination,
        "name",
        ("name", "id", "email", "created"),
        search=("id", "name"),
        order=NEWEST,
        links={"app_id": APPLICATION},
        parts=(ShelfPart("Dispatches", "dispatches", {"app_id": "app_id", "destination_id": "id"}),),
        hidden=("launch_key",),
    ),
    Shelf(
        "dispatches",
        "Dispatches",
        ScormCloudDispatch,
        "id",
        ("id", "destination_id", "course_id", "enabled", "registration_count", "registration_cap", "created"),
        search=("id", "course_id"),
        order=NEWEST,
        links={"app_id": APPLICATION, "destination_id": DESTINATION, "course_id": COURSE},
        hidden=("launch_key",),
    ),
    Shelf(
        "applications",
        "Applications",
        ScormCloudApplication,
        "name",
        ("name", "id", "management", "managed_by", "created"),
        search=("id", "name"),
        links={"managed_by": Link("applications", {"id": "managed_by"})},
        parts=(
            ShelfPart("Courses", "courses", OF_APPLICATION),
            ShelfPart("Registrations", "registrations", OF_APPLICATION),
            ShelfPart("Destinations", "destinations", OF_APPLICATION),
            ShelfPart("LRS credentials", "lrs-credentials", OF_APPLICATION),
            ShelfPart("Statements", "statements", {"lrs": "id"}),
        ),
        hidden=("token_key",),
    ),
    Shelf(
        "lrs-credentials",
        "LRS credentials",
        ScormCloudXapiCredential,
        "name",
        ("name", "id", "is_enabled", "auth", "permissions_level", "created"),
        order=NEWEST,
        links={"app_id": APPLICATION},
    ),
    Shelf(
        "statements",
        "Statements",
        XapiStatement,
        "id",
        ("id", "stored", "document"),
        search=("id", "document"),
        order=("number",),
        links={"lrs": Link("applications", {"id": "lrs"})},
    ),
    Shelf("tags", "Tags", ScormCloudTag, "tag", ("tag", "kind", "subject_id"), search=("tag",)),
)

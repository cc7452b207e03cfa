"""How SCORM Cloud is verified. The scenarios import a course of the emulator's own, and delete it with its registrations."""

from emulator.vendors.scenarios.reads import Reads
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from emulator.vendors.scenarios.verification import Credential, Verification

COURSE = {"courseId": "{course}"}
REGISTRATION = {"registrationId": "{registration}"}
IMPORTED = Step(operation="getImportJobStatus", path={"importJobId": "{job}"}, until=("status", ("COMPLETE", "ERROR")))

READS = Reads(
    lists=(
        Step(operation="pingAppId"),
        Step(operation="getCourses", binds={"courseId": "courses[0].id"}),
        Step(operation="getCourseVersions", path={"courseId": "{courseId}"}, binds={"versionId": "courses[0].version"}),
        Step(operation="getRegistrations", binds={"registrationId": "registrations[0].id"}),
        Step(
            operation="getRegistrationInstances",
            path={"registrationId": "{registrationId}"},
            binds={"instanceId": "registrations[0].instance"},
        ),
        Step(operation="getDestinations", binds={"destinationId": "destinations[0].id"}),
        Step(operation="getDispatches", binds={"dispatchId": "dispatches[0].id"}),
        Step(operation="getPublicInvitations", binds={"invitationId": "invitations[0].id"}),
        Step(operation="getPrivateInvitations", binds={"invitationId": "invitations[0].id"}),
        Step(operation="getApplications", binds={"childAppId": "applications[0].id"}),
        Step(operation="getXapiCredentials", binds={"xapiCredentialId": "xapiCredentials[0].id"}),
        Step(operation="getStatementPipes", binds={"statementPipeId": "xapiStatementPipes[0].id"}),
    ),
    without=dict.fromkeys(("getCourseZip", "getVersionedCourseZip", "getDispatchZip"), "a whole course")
    | {"getDestinationDispatchZip": "all dispatches of a destination"},
)
REFUSALS = Scenario(
    name="refusals",
    steps=(
        Step(operation="getCourse", path={"courseId": "lms-emulator-has-none"}),
        Step(operation="getRegistrationProgress", path={"registrationId": "lms-emulator-has-none"}),
        Step(operation="getRegistration", path={"registrationId": "lms-emulator-has-none"}),
        Step(operation="getCourses", query={"since": "yesterday"}),
        Step(operation="pingAppId", also={"secret": "lms-emulator-wrong"}),
    ),
)
COURSES = Scenario(
    name="courses",
    writes=True,
    names={"course": "{prefix}-course", "registration": "{prefix}-registration", "learner": "{prefix}-learner"},
    steps=(
        Step(
            operation="createUploadAndImportCourseJob",
            query=COURSE,
            upload="scorm12-minimal.zip",
            binds={"job": "result"},
            undo=(Step(operation="deleteCourse", path=COURSE),),
            ends=IMPORTED,
        ),
        IMPORTED,
        Step(operation="getCourse", path=COURSE),
        Step(operation="getCourseVersions", path=COURSE),
        Step(operation="getCourses", query={"filter": "{course}", "filterBy": "course_id"}),
        Step(operation="setCourseTitle", path=COURSE, body={"title": "{prefix} title"}),
        Step(operation="getCourse", path=COURSE),
        Step(operation="putCourseTags", path=COURSE, body={"tags": ["{prefix}"]}),
        Step(operation="getCourseTags", path=COURSE),
        Step(
            operation="createRegistration",
            body={
                "courseId": "{course}",
                "registrationId": "{registration}",
                "learner": {"id": "{learner}", "firstName": "Verify", "lastName": "Number 1"},
            },
            undo=(Step(operation="deleteRegistration", path=REGISTRATION),),
        ),
        Step(operation="getRegistration", path=REGISTRATION),
        Step(operation="getRegistrationProgress", path=REGISTRATION),
        Step(operation="getRegistrations", query={"courseId": "{course}"}),
        Step(operation="getRegistrationInstances", path=REGISTRATION),
        Step(operation="getRegistrationLaunchHistory", path=REGISTRATION),
        Step(
            operation="buildRegistrationLaunchLink",
            path=REGISTRATION,
            body={"expiry": 120, "redirectOnExitUrl": "https://example.com/"},
        ),
        Step(operation="deleteRegistration", path=REGISTRATION),
        Step(operation="getRegistrationProgress", path=REGISTRATION),
        Step(operation="deleteCourse", path=COURSE),
        Step(operation="getCourse", path=COURSE),
    ),
)

VERIFICATION = Verification(
    credentials=(
        Credential(name="app", variable="SCORM_CLOUD_APP_ID", emulated="EMULATOR01"),
        Credential(name="secret", variable="SCORM_CLOUD_SECRET_KEY", emulated="emulator-secret"),
    ),
    basic=("{app}", "{secret}"),
    check=Step(operation="pingAppId"),
    pace=60,  # the vendor asks clients to read a job at most once a second
    reads=READS,
    omits_empty=True,
    scenarios=(REFUSALS, COURSES),
)

"""Which rows the ids in parameters of SCORM Cloud's operations identify, each within the calling application."""

from collections.abc import Mapping

from emulator.journal.identified import CALLER, Identified
from emulator.vendors.scormcloud.tables import (
    ScormCloudApplication,
    ScormCloudConnector,
    ScormCloudCourse,
    ScormCloudCourseVersion,
    ScormCloudDestination,
    ScormCloudDispatch,
    ScormCloudImport,
    ScormCloudInstance,
    ScormCloudInvitation,
    ScormCloudRegistration,
    ScormCloudStatementPipe,
    ScormCloudXapiCredential,
)

OWN = {"app_id": CALLER}

IDENTIFIED: Mapping[str, Identified] = {
    "childAppId": Identified("application", ScormCloudApplication),
    "courseId": Identified("course", ScormCloudCourse, within=OWN),
    "versionId": Identified(
        "course version", ScormCloudCourseVersion, "version", within={**OWN, "course_id": "courseId"}
    ),
    "importJobId": Identified("import job", ScormCloudImport, within=OWN),
    "registrationId": Identified("registration", ScormCloudRegistration, within=OWN),
    "instanceId": Identified(
        "instance", ScormCloudInstance, "instance", within={**OWN, "registration_id": "registrationId"}
    ),
    "learnerId": Identified("learner", ScormCloudRegistration, "learner_id", within=OWN),
    "destinationId": Identified("destination", ScormCloudDestination, within=OWN),
    "dispatchId": Identified("dispatch", ScormCloudDispatch, within=OWN),
    "invitationId": Identified("invitation", ScormCloudInvitation, within=OWN),
    "statementPipeId": Identified("statement pipe", ScormCloudStatementPipe, within=OWN),
    "connectorId": Identified("connector", ScormCloudConnector, within=OWN),
    "xapiCredentialId": Identified("xAPI credential", ScormCloudXapiCredential, within=OWN),
}

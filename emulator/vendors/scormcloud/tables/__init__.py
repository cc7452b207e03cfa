"""The rows of SCORM Cloud. All except applications belong to an application, so `app_id` is part of their keys."""

from emulator.vendors.scormcloud.tables.applications import ScormCloudApplication, ScormCloudSecret
from emulator.vendors.scormcloud.tables.courses import (
    ScormCloudAsset,
    ScormCloudConnector,
    ScormCloudCourse,
    ScormCloudCourseVersion,
    ScormCloudImport,
)
from emulator.vendors.scormcloud.tables.dispatches import (
    ScormCloudDestination,
    ScormCloudDispatch,
    ScormCloudDispatchRegistration,
)
from emulator.vendors.scormcloud.tables.invitations import (
    ScormCloudInvitation,
    ScormCloudInvitationJob,
    ScormCloudUserInvitation,
)
from emulator.vendors.scormcloud.tables.lti import ScormCloudLtiLogin, ScormCloudToolKey
from emulator.vendors.scormcloud.tables.registrations import (
    ScormCloudInstance,
    ScormCloudLaunch,
    ScormCloudRegistration,
)
from emulator.vendors.scormcloud.tables.settings import ScormCloudSetting
from emulator.vendors.scormcloud.tables.tags import ScormCloudTag
from emulator.vendors.scormcloud.tables.xapi import (
    ScormCloudStatementPipe,
    ScormCloudXapiCredential,
    ScormCloudXapiNonce,
)

__all__ = [
    "ScormCloudApplication",
    "ScormCloudAsset",
    "ScormCloudConnector",
    "ScormCloudCourse",
    "ScormCloudCourseVersion",
    "ScormCloudDestination",
    "ScormCloudDispatch",
    "ScormCloudDispatchRegistration",
    "ScormCloudImport",
    "ScormCloudInstance",
    "ScormCloudInvitation",
    "ScormCloudInvitationJob",
    "ScormCloudLaunch",
    "ScormCloudLtiLogin",
    "ScormCloudRegistration",
    "ScormCloudSecret",
    "ScormCloudSetting",
    "ScormCloudStatementPipe",
    "ScormCloudTag",
    "ScormCloudToolKey",
    "ScormCloudUserInvitation",
    "ScormCloudXapiCredential",
    "ScormCloudXapiNonce",
]

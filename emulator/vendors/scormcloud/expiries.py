"""Things of SCORM Cloud that expire: launch links, and logins that an LTI platform has begun."""

from sqlalchemy import func

from emulator.sandbox.expiry import expiry
from emulator.vendors.scormcloud.tables import ScormCloudLaunch, ScormCloudLtiLogin

EXPIRIES = (
    expiry(
        "launch link",
        ScormCloudLaunch.expires,
        func.coalesce(ScormCloudLaunch.registration_id, ScormCloudLaunch.course_id),
    ),
    expiry("LTI login", ScormCloudLtiLogin.expires, ScormCloudLtiLogin.destination_id),
)

"""Things of NexPort that expire: access tokens, unused sign-in links, enrollments."""

from emulator.sandbox.expiry import expiry
from emulator.vendors.nexport.tables import (
    NexportEnrollment,
    NexportSignInLink,
    NexportToken,
    NexportTrainingPlanEnrollment,
)

EXPIRIES = (
    expiry("access token", NexportToken.expires, NexportToken.user_id),
    expiry("sign-in link", NexportSignInLink.expires, NexportSignInLink.user_id, NexportSignInLink.used.is_(None)),
    expiry("enrollment", NexportEnrollment.expires, NexportEnrollment.id),
    expiry("training plan enrollment", NexportTrainingPlanEnrollment.expires, NexportTrainingPlanEnrollment.id),
)

"""The rows of Litmos, a file for each family.

Columns have the wire names of the contract in the spelling of code (`UserName` is user_name).
"""

from emulator.vendors.litmos.tables.activities import LitmosActivity
from emulator.vendors.litmos.tables.assignments import (
    LitmosCourseGrant,
    LitmosPathGrant,
    LitmosUserCourse,
    LitmosUserPath,
)
from emulator.vendors.litmos.tables.collections import (
    LitmosCollection,
    LitmosCollectionCourse,
    LitmosCollectionPath,
    LitmosListing,
    LitmosListingTeam,
    LitmosListingUser,
)
from emulator.vendors.litmos.tables.courses import LitmosCourse, LitmosCourseModule, LitmosModule
from emulator.vendors.litmos.tables.custom_fields import LitmosCourseField, LitmosCustomField, LitmosUserField
from emulator.vendors.litmos.tables.gamification import LitmosAward, LitmosBadge, LitmosEarned
from emulator.vendors.litmos.tables.imports import LitmosImport, LitmosImportError, LitmosImportSlice
from emulator.vendors.litmos.tables.learning_paths import LitmosLearningPath, LitmosPathCourse
from emulator.vendors.litmos.tables.logins import LitmosLogin
from emulator.vendors.litmos.tables.results import LitmosAchievement, LitmosModuleResult
from emulator.vendors.litmos.tables.sessions import (
    LitmosAttendance,
    LitmosInstructor,
    LitmosLocation,
    LitmosSession,
    LitmosSessionDay,
    LitmosSessionUser,
)
from emulator.vendors.litmos.tables.teams import LitmosTeam, LitmosTeamCourse, LitmosTeamPath, LitmosTeamUser
from emulator.vendors.litmos.tables.tokens import LitmosToken
from emulator.vendors.litmos.tables.users import LitmosUser

__all__ = [
    "LitmosAchievement",
    "LitmosActivity",
    "LitmosAttendance",
    "LitmosAward",
    "LitmosBadge",
    "LitmosCollection",
    "LitmosCollectionCourse",
    "LitmosCollectionPath",
    "LitmosCourse",
    "LitmosCourseField",
    "LitmosCourseGrant",
    "LitmosCourseModule",
    "LitmosCustomField",
    "LitmosEarned",
    "LitmosImport",
    "LitmosImportError",
    "LitmosImportSlice",
    "LitmosInstructor",
    "LitmosLearningPath",
    "LitmosListing",
    "LitmosListingTeam",
    "LitmosListingUser",
    "LitmosLocation",
    "LitmosLogin",
    "LitmosModule",
    "LitmosModuleResult",
    "LitmosPathCourse",
    "LitmosPathGrant",
    "LitmosSession",
    "LitmosSessionDay",
    "LitmosSessionUser",
    "LitmosTeam",
    "LitmosTeamCourse",
    "LitmosTeamPath",
    "LitmosTeamUser",
    "LitmosToken",
    "LitmosUser",
    "LitmosUserCourse",
    "LitmosUserField",
    "LitmosUserPath",
]

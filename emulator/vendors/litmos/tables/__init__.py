"""The rows of Litmos, a file for each family.

Columns have the wire names of contract.json in the spelling of code (`UserName` is user_name).
"""

from emulator.vendors.litmos.tables.activities import LitmosActivity
from emulator.vendors.litmos.tables.assignments import (
    LitmosCourseGrant,
    LitmosPathGrant,
    LitmosUserCourse,
    LitmosUserPath,
)
from emulator.vendors.litmos.tables.courses import LitmosCourse, LitmosCourseModule, LitmosModule
from emulator.vendors.litmos.tables.gamification import LitmosAward, LitmosBadge, LitmosEarned
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
from emulator.vendors.litmos.tables.users import LitmosUser

__all__ = [
    "LitmosAchievement",
    "LitmosActivity",
    "LitmosAttendance",
    "LitmosAward",
    "LitmosBadge",
    "LitmosCourse",
    "LitmosCourseGrant",
    "LitmosCourseModule",
    "LitmosEarned",
    "LitmosInstructor",
    "LitmosLearningPath",
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
    "LitmosUser",
    "LitmosUserCourse",
    "LitmosUserPath",
]

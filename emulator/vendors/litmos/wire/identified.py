"""What the parameters of Litmos's operations are the ids of."""

from collections.abc import Mapping

from emulator.journal.identified import Identified
from emulator.vendors.litmos.tables import (
    LitmosCollection,
    LitmosCourse,
    LitmosCustomField,
    LitmosImport,
    LitmosLearningPath,
    LitmosListing,
    LitmosModule,
    LitmosSession,
    LitmosSessionDay,
    LitmosTeam,
    LitmosUser,
)

IDENTIFIED: Mapping[str, Identified] = {
    "userid": Identified("user", LitmosUser, also=("user_name",)),
    "instructorid": Identified("user", LitmosUser),
    "teamid": Identified("team", LitmosTeam),
    "courseid": Identified("course", LitmosCourse),
    "moduleid": Identified("module", LitmosModule),
    "learningpathid": Identified("learning path", LitmosLearningPath),
    "collectionid": Identified("collection", LitmosCollection),
    "listingid": Identified("listing", LitmosListing),
    "customfieldid": Identified("custom field", LitmosCustomField),
    "bulkimportid": Identified("bulk import", LitmosImport),
    "sessionid": Identified("session", LitmosSession),
    "sessiondayid": Identified("session day", LitmosSessionDay),
}

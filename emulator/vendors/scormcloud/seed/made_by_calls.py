"""The operations whose calls can be turned into entries of the section."""

from emulator.vendors.for_seeds.made_by_calls import MadeByCall

_VERSION = {"courseVersion": "courseVersion"}

MADE_BY_CALLS = {
    "createRegistration": MadeByCall("registrations", parameters=_VERSION),
    "createDestinations": MadeByCall("destinations", inside="destinations", data="data"),
    "createDispatches": MadeByCall("dispatches", inside="dispatches", data="data"),
    "createPublicInvitation": MadeByCall("invitations"),
    "createPrivateInvitation": MadeByCall("invitations"),
    "createApplication": MadeByCall("applications", answered={"id": "id", "name": "name"}),
}

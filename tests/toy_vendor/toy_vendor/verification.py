"""How Toy is verified: by every read, and by a note of our own that is deleted again."""

from emulator.vendors.scenarios.reads import Reads
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from emulator.vendors.scenarios.verification import Credential, Verification

NOTE = {"noteId": "{note}"}
NOTES = Scenario(
    name="notes",
    writes=True,
    steps=(
        Step(
            operation="createNote",
            body={"title": "{prefix}"},
            binds={"note": "id"},
            undo=(
                Step(operation="listNotes", binds={"note": "[title={prefix}].id"}),
                Step(operation="deleteNote", path=NOTE),
            ),
        ),
        Step(operation="getNote", path=NOTE),
        Step(operation="updateNote", path=NOTE, body={"title": "{prefix}", "text": "changed"}),
        Step(operation="deleteNote", path=NOTE),
        Step(operation="getNote", path=NOTE),
    ),
)

VERIFICATION = Verification(
    credentials=(Credential(name="key", variable="TOY_API_KEY", emulated="toy-key"),),
    headers={"X-Api-Key": "{key}"},
    check=Step(operation="listNotes"),
    pace=60,
    reads=Reads(lists=(Step(operation="listNotes", binds={"noteId": "[0].id"}),)),
    scenarios=(NOTES,),
)

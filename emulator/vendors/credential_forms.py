"""The credential forms of all vendors, for the control API and for seeds."""

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field, TypeAdapter, ValidationError

from emulator.contract.reading import InputProblem
from emulator.plugins import PluginError
from emulator.problems.words import words_of
from emulator.vendors import ENTRIES, Entry
from emulator.vendors.accounts import CredentialForm


def _form_of(entry: Entry) -> type[CredentialForm]:
    module, _, name = (entry.credential or "").partition(":")
    found: type[CredentialForm] = getattr(import_module(module), name)
    if found.model_json_schema()["properties"]["vendor"].get("const") != entry.name:
        raise PluginError(f"the vendor in the credential of {entry.name} must be {entry.name}")
    return found


FORMS = tuple(_form_of(entry) for entry in ENTRIES if entry.credential)

if TYPE_CHECKING:
    AnyCredential = CredentialForm
else:
    AnyCredential = (
        Annotated[Union[FORMS], Field(discriminator="vendor")] if len(FORMS) > 1 else (*FORMS, CredentialForm)[0]  # noqa: UP007
    )

_ADAPTER: TypeAdapter[CredentialForm] = TypeAdapter(AnyCredential)
SCHEMA: dict[str, Any] = {"oneOf": [form.model_json_schema() for form in FORMS]}


def read_credential(data: Any, where: str) -> CredentialForm:
    """A credential in a document. Raises `InputProblem`."""
    try:
        return _ADAPTER.validate_python(data)
    except ValidationError as error:
        problem = error.errors()[0]
        inside = ".".join(str(step) for step in problem["loc"] if step not in {entry.name for entry in ENTRIES})
        raise InputProblem(f"{where}.{inside}" if inside else where, words_of(problem)) from None

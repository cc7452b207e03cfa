"""The interface of a vendor for the rest of the emulator: its paths, contract, routes and dialect."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from emulator.contract.loading import load_contract
from emulator.contract.matching import Matcher
from emulator.contract.model import Contract, Field, Operation
from emulator.contract.names import key_of
from emulator.contract.nearest import Nearest
from emulator.contract.reading import InputProblem, InputReader
from emulator.courseware.play.launches import Launch
from emulator.http import Reply
from emulator.jobs.job import JobKind
from emulator.journal.identified import Identified
from emulator.journal.why import NearOperation
from emulator.sandbox.expiry import Expiry
from emulator.sandbox.world import World
from emulator.store import json_text
from emulator.vendors.accounts import Accounts
from emulator.vendors.call import Call
from emulator.vendors.course_lrs import CourseLrs
from emulator.vendors.errors import (
    MethodNotAllowed,
    NotImplementedByEmulator,
    OperationNotFound,
    VendorError,
    error_kinds,
)
from emulator.vendors.for_console.shelves import Shelf
from emulator.vendors.for_console.trial import Asked, Trial
from emulator.vendors.for_seeds.made_by_calls import MadeByCall
from emulator.vendors.for_seeds.people import MadeOfPeople
from emulator.vendors.router import OperationRoute, VendorRouter
from emulator.vendors.subject import CannotLaunchError, Subject

__all__ = ["Page", "Vendor", "contract_of"]

LONGEST_LOOKED_AT = 100_000  # longest body in bytes that is searched for doubled members, since that is slow
NO_BODY = (b"", b"{}", b"null")
"""Bodies of clients that have nothing to send."""
_NO_PATH: Mapping[str, str] = {}

Page = Callable[[Call], Reply]
"""Serve a browser's call below one of the vendor's page paths, in one unit of work, including its own 404s."""
Expire = Callable[[World, str | None], int]
"""Makes one of them expire now by its key, or all with None; returns their number."""
BeforePage = Callable[[Call], Awaitable[Any]]
"""Does everything that a page has to wait for, before its unit of work; the result becomes the call's `prepared`."""


def contract_of(package_file: str) -> Contract:
    """The contract in the folder `contract` next to a vendor's module."""
    return load_contract(Path(package_file).with_name("contract"))


class Vendor(ABC):
    """One vendor. A subclass implements its dialect; matching, input and routes come from the contract and work the same for all."""

    job_kinds: Mapping[str, JobKind] = {}
    pages: Mapping[str, Page] = {}
    """By path. The paths are the same as in the vendor's `Entry`."""
    document_pages: frozenset[str] = frozenset()
    """The pages whose bodies may be documents of any type, so that a form is not parsed."""
    before_pages: Mapping[str, BeforePage] = {}
    shelves: tuple[Shelf, ...] = ()
    """The rows that the console shows, the most wanted first."""
    expiries: tuple[Expiry, ...] = ()
    """Things of this vendor that expire."""

    people: MadeOfPeople | None = None
    """How it makes users of the people of a seed document; None if it cannot."""
    made_by_calls: Mapping[str, MadeByCall] = {}
    """By operation: the list in the vendor's section of a seed document to which a call's objects belong."""
    accounts: Accounts | None = None
    """None for a vendor whose sandboxes are only reached by their names."""
    rate_limit_error: type[VendorError] | None = None
    """The error for a caller that calls too often; None if it is not known."""
    identified: Mapping[str, Identified] = {}
    """By parameter: the rows that it identifies. A call that finds nothing gets the nearest ids as a hint."""
    not_found: tuple[type[VendorError], ...] = ()
    """The errors for things that do not exist, if their status is not 404."""
    expirable: Mapping[str, Expire] = {}
    """By name (tokens, links …): things that can be made to expire at once."""

    def __init__(self, contract: Contract, router: VendorRouter, reader: InputReader) -> None:
        self.contract = contract
        self.router = router
        self.reader = reader
        self._matcher = Matcher(contract)
        self._nearest = Nearest(contract, self._matcher)
        self._wants = {
            operation.id: (_in(operation.parameters, "path"), _in(operation.parameters, "header"))
            for operation in contract.operations.values()
        }

    @property
    def name(self) -> str:
        """The vendor's name in settings, journal and hints."""
        return self.contract.vendor

    @abstractmethod
    def install_credentials(self, world: World) -> None:
        """Put the vendor's well-known credentials into a sandbox that has none yet."""

    @abstractmethod
    def authenticate(self, call: Call) -> Any:
        """Find out who calls, and check that they may call this operation. Returns the actor of the call's world; raises a
        `VendorError`."""

    @abstractmethod
    def limit(self, call: Call) -> None:
        """Raise a `VendorError` when the caller has called too often."""

    @abstractmethod
    def read_body(self, call: Call, operation: Operation) -> Any:
        """The body by the operation's request schema; parts without effect are added to `call.ignored`. Raises `InputProblem` or a
        `VendorError`."""

    @abstractmethod
    def read_page(self, call: Call, operation: Operation, values: dict[str, Any]) -> Any:
        """The vendor's paging parameters as one value for its lists."""

    @abstractmethod
    def refuse_input(self, problem: InputProblem) -> VendorError:
        """The vendor's error for input that the contract does not allow."""

    @abstractmethod
    def write(self, call: Call, operation: Operation, value: Any) -> Reply:
        """The answer of an operation in the vendor's dialect."""

    @abstractmethod
    def refuse(self, call: Call, error: VendorError) -> Reply:
        """An error in the vendor's envelope."""

    @abstractmethod
    def seed(self, world: World, document: Any) -> None:
        """Create what the vendor's section of a seed document describes. Raises `InputProblem` with the path of the invalid value."""

    def seed_schema(self) -> dict[str, Any]:
        """The JSON Schema of the vendor's section of a seed document, with the types that it refers to in `$defs`."""
        return {"type": "object"}

    def credential(self, call: Call) -> str | None:
        """The key of the account that calls, as in `/_emulator/credentials`; None if the call has no credential or it is not known."""
        return None

    @cached_property
    def error_kinds(self) -> Mapping[str, type[VendorError]]:
        """The classes of the vendor's errors by name."""
        return error_kinds(self.contract, type(self).__module__.rpartition(".")[0])

    def attempt_changed(self, world: World, attempt_id: str) -> None:  # noqa: B027 - most vendors have nothing to do
        """Called when the player or the control API changed an attempt, perhaps another vendor's, in the same unit of work."""

    def course_lrs(self, world: World, attempt_id: str) -> CourseLrs | None:
        """The vendor's LRS for the course of an attempt; None for a vendor without an LRS: the player then provides one."""
        return None

    def subjects(self, world: World, wanted: Mapping[str, str], limit: int) -> list[Subject]:
        """The subjects that match `wanted`, which has keys of `subject.COMMON` and of the vendor's `Entry`."""
        return []

    def launch(self, world: World, subject: Subject) -> Launch:
        """How the player opens a found subject. Its attempt is created if it has none. Raises `CannotLaunchError` or a `VendorError`."""
        raise CannotLaunchError(f"{self.name} lets nobody attempt anything here")

    def operation_at(self, method: str, path: str) -> Operation | None:
        """The operation with this method at a path below the base path, None if there is none."""
        return self._matcher.match(method, path).operation

    def trial(self, world: World, asked: Asked) -> Trial | None:
        """The objects that a learner needs to try out a course; None if this is not possible at the vendor. It only reads."""
        return None

    def match(self, call: Call) -> None:
        """Find the operation of the request."""
        request = call.request
        found = self._matcher.match(request.method, request.path)
        call.query = request.query(fold=self.contract.case_insensitive)
        call.operation, call.path, call.allowed = found.operation, found.values, found.allowed
        if found.operation is not None:
            call.world.needs = found.operation.auth
        else:
            self._find_nearest(call)
            call.refusal = self._why_unmatched(call)
            call.world.hint(call.refusal)

    def operation_of(self, call: Call) -> tuple[Operation, OperationRoute]:
        """The operation and its route. Raises the vendor's 404 or 405, or a named 501, if there is none."""
        operation = call.operation
        if operation is None:
            raise (MethodNotAllowed if call.allowed else OperationNotFound)
        route = self.router.of(operation)
        if route is None:
            why = f": {operation.unserved}" if operation.unserved else ""
            raise NotImplementedByEmulator(
                f"{operation.id} is an operation of {self.name} that lms-emulator does not serve yet{why}",
                operation=operation.id,
            )
        return operation, route

    def read(self, call: Call, operation: Operation, route: OperationRoute) -> dict[str, Any]:
        """The input of an operation by its contract: the keyword arguments of its route. Hints name the parts without effect."""
        try:
            return self._read(call, operation, route)
        finally:
            for words in call.ignored.hints():
                call.world.hint(words)

    def _read(self, call: Call, operation: Operation, route: OperationRoute) -> dict[str, Any]:
        values = self._read_path(call, operation)
        values.update(self.reader.parameters(operation, call.query, call.ignored))
        if route.takes_page:
            paging = {key: values.pop(key) for key in self.router.paging_keys(operation)}
            values["page"] = self.read_page(call, operation, paging)
        if route.takes_body:
            values["body"] = self.read_body(call, operation)
            if not call.request.body.startswith(b"<"):
                _look_at_json(call)
        elif not route.takes_request and (call.request.form or call.request.body.strip() not in NO_BODY):
            call.ignored.say("the operation takes no body, so the one that was sent has no effect")
        return values

    def _read_path(self, call: Call, operation: Operation) -> dict[str, Any]:
        fields, _ = self._wants[operation.id]
        return {
            field.key: self.reader.value(field, call.path[field.name], field.name)
            for field in fields
            if field.name in call.path
        }

    def header_parameters(self, call: Call, operation: Operation) -> dict[str, Any]:
        """The declared header parameters by key."""
        _, fields = self._wants[operation.id]
        return {
            field.key: self.reader.parameter(field, [text] if text is not None else None)
            for field in fields
            for text in (call.request.header(field.name.lower().encode()),)
        }

    def _why_unmatched(self, call: Call) -> str:
        if call.allowed:
            return f"{call.request.method} is not a method of this path; {', '.join(call.allowed)} is"
        near = call.why.operations
        return f"not an operation of {self.name}" + (f"; the nearest is {near[0].words()}" if near else "")

    def _find_nearest(self, call: Call) -> None:
        request = call.request
        call.why.operations = tuple(
            NearOperation(each.operation.id, each.operation.method, each.operation.path, each.why)
            for each in self._nearest.find(request.method, request.path, call.allowed)
        )


def _look_at_json(call: Call) -> None:
    """Add hints about lone surrogates and doubled members, which are lost when a JSON body is read."""
    body = call.request.body
    if json_text.has_surrogate(body):
        call.world.hint("the body has a lone surrogate (half of a character, such as \\ud83d), which is kept as U+FFFD")
    name = json_text.doubled(body) if len(body) <= LONGEST_LOOKED_AT else None
    if name is not None:
        call.world.hint(f"an object of the body has the member {name[:80]} twice; the last one counts")


def _in(parameters: tuple[Field, ...], place: str) -> tuple[Field, ...]:
    return tuple(parameter for parameter in parameters if parameter.place == place)


def error_text(contract: Contract, call: Call, error: VendorError) -> tuple[int, str]:
    """The status and the words of an error for this call's operation."""
    status, words = error_words(contract, error, call.operation, call.path)
    if call.world.sandbox.settings.hints_in_errors and call.refusal is not None:
        words = f"{words} [lms-emulator: {call.refusal}]".lstrip()
    return status, words


def error_words(
    contract: Contract, error: VendorError, operation: Operation | None = None, path: Mapping[str, str] = _NO_PATH
) -> tuple[int, str]:
    """The status and the words of an error: the operation's, otherwise the vendor's. `path` has values for the words' placeholders."""
    if error.status is not None and error.words is not None:
        return error.status, error.words
    entry = contract.error(type(error).__name__, operation)
    params = {**path, **{key_of(name): value for name, value in path.items()}, **error.params}
    words = (entry.text or "").format_map(_Blank(params)) if error.words is None else error.words
    return error.status or entry.status, words


class _Blank(dict[str, Any]):
    """Leaves a placeholder without a value as it is: better than a 500 while answering an error."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"

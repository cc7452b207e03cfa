"""The router of a vendor: FastAPI's, with each endpoint bound to an operation of the vendor's contract."""

import inspect
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute

from emulator.contract.model import Contract, Operation
from emulator.contract.names import key_of
from emulator.jobs.job import JobKind

Endpoint = Callable[..., Any]
Before = Callable[..., Awaitable[Path | None]]

GIVEN = ("file", "request")
"""Parameters that an endpoint may have besides its operation's: the file from `before`, and the request itself."""


class RouteMismatchError(Exception):
    """An endpoint and the contract disagree: a defect that stops the import."""


class OperationRoute(APIRoute):
    """An endpoint and the operation that it serves.

    The contract finds the route, reads the input and writes the answer, in XML too, so FastAPI's own reading and the path's pattern,
    which takes most of a route's making, are not set up: a dependency that an endpoint declares would never be solved. `names` are those of
    the endpoint's parameters; `takes_page`, `takes_body`, `takes_file` and `takes_request`
    tell what the endpoint wants beside the operation's parameters.
    """

    def __init__(
        self, operation: Operation, path: str, endpoint: Endpoint, names: Sequence[str], status_code: int
    ) -> None:
        self.path, self.endpoint, self.methods = path, endpoint, {operation.method}
        self.operation = operation
        self.name = self.operation_id = operation.id
        self.include_in_schema = False
        self.status_code = status_code
        self.takes_page, self.takes_body = "page" in names, "body" in names
        self.takes_file, self.takes_request = "file" in names, "request" in names
        self.before: Before | None = getattr(endpoint, "before", None)
        self.polls: tuple[JobKind, str] | None = getattr(endpoint, "polls", None)

    @cached_property
    def served_by(self) -> str:
        """The location of the endpoint, as `routes/courses.py:12` below the vendor's package."""
        code = inspect.unwrap(self.endpoint).__code__
        return f"{'/'.join(code.co_filename.replace(chr(92), '/').split('/')[-2:])}:{code.co_firstlineno}"


class VendorRouter(APIRouter):
    """The endpoints of one vendor.

    Each gives its verb, its path in the vendor's own spelling and its success status, and has its operation's name. Its keyword
    parameters are exactly the operation's declared ones (in the names of code), `body` if there is a body, and `page` in place of the
    paging parameters. So no declared parameter is silently dropped: any disagreement with the contract stops the import.
    """

    def __init__(self, contract: Contract) -> None:
        super().__init__(prefix=contract.base_path, redirect_slashes=False)
        self.contract = contract
        self.served: dict[str, OperationRoute] = {}
        self._operations = {(each.method, each.path): each for each in contract.operations.values()}

    def add_api_route(self, path: str, endpoint: Endpoint, **options: Any) -> None:
        """Bind an endpoint to the operation with this path and each of these methods. Raises `RouteMismatchError`."""
        for method in options["methods"]:
            operation = self._operations.get((method, path))
            if operation is None:
                raise RouteMismatchError(f"{method} {path} is no operation of {self.contract.vendor}")
            if operation.id in self.served:
                raise RouteMismatchError(f"{operation.id} is served twice")
            names = list(inspect.signature(endpoint).parameters)
            self._check(operation, names[1:], options["status_code"])
            route = OperationRoute(operation, self.prefix + path, endpoint, names, options["status_code"])
            self.served[operation.id] = route
            self.routes.append(route)

    def served_by(self) -> dict[str, str]:
        """The location of each served operation's endpoint, by the operation's id."""
        return {name: route.served_by for name, route in self.served.items()}

    def of(self, operation: Operation) -> OperationRoute | None:
        """The route that serves an operation, or None."""
        return self.served.get(operation.id)

    def paging_keys(self, operation: Operation) -> tuple[str, ...]:
        """The keys of the declared parameters that `page` stands for."""
        if operation.paging is None:
            return ()
        absorbed = self.contract.paging_parameters.get(operation.paging, ())
        return tuple(key_of(p.name) for p in operation.parameters if p.name in absorbed)

    def complete(self) -> None:
        """Check the router when every route is there. Raises `RouteMismatchError` for an endpoint that does not have the name of an
        operation that it serves, and for an operation that is neither served nor has a reason in `unserved`."""
        for route in self.served.values():
            wanted, name = endpoint_name(route.operation), route.endpoint.__name__
            if wanted not in (None, name):
                raise RouteMismatchError(f"{name} serves {route.operation.id}: call it {wanted}")
        for operation in self.contract.operations.values():
            if operation.id not in self.served and not operation.unserved:
                raise RouteMismatchError(
                    f"{operation.id} is not served, and its contract entry does not say why (unserved)"
                )

    def _check(self, operation: Operation, takes: Sequence[str], status_code: int | None) -> None:
        if status_code != operation.response.status:
            raise RouteMismatchError(
                f"{operation.id}: the contract answers {operation.response.status}, the route {status_code}"
            )
        paging = set(self.paging_keys(operation))
        expected = {key_of(p.name) for p in operation.parameters if p.place != "header"} - paging
        if paging:
            expected.add("page")
        if operation.request is not None:
            expected.add("body")
        names = set(takes) - {each for each in GIVEN if each not in expected}
        if names != expected:
            raise RouteMismatchError(
                f"{operation.id}: the contract declares {sorted(expected)}, the route takes {sorted(names)}"
            )


def endpoint_name(operation: Operation) -> str | None:
    """The name of an operation's endpoint: `get_registration_progress` for getRegistrationProgress. None if the vendor has no name for the
    operation and its id is made of verb and path."""
    if operation.id == operation.id.lower():
        return None
    return key_of(operation.id).removeprefix(f"{operation.resource}_")


def before(work: Before) -> Callable[[Endpoint], Endpoint]:
    """Run this before the transaction (a download, packing a large file). It gets the same input and must not change rows. An endpoint with
    the parameter `file` gets the file that it returns."""

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.before = work  # type: ignore[attr-defined]
        return endpoint

    return mark


def polls(kind: JobKind, parameter: str) -> Callable[[Endpoint], Endpoint]:
    """Declare a read of this kind of job. The path parameter has the job's subject; in `step` mode the read moves the job."""

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.polls = (kind, parameter)  # type: ignore[attr-defined]
        return endpoint

    return mark

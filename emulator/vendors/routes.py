"""The routes of a vendor: one function an operation, its parameters named as the contract names them."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from emulator.contract.model import Contract, Operation
from emulator.contract.names import key_of
from emulator.jobs.job import JobKind

Function = Callable[..., Any]
Before = Callable[..., Awaitable[None]]


class RouteMismatchError(Exception):
    """A route and its operation disagree: a defect that stops the import."""


@dataclass(frozen=True, slots=True)
class Route:
    """The function that serves an operation. `polls`: a read of this kind of job, by the path parameter that names its subject.

    `before` is what has to be waited for (a download, packing a large file); it takes the same input, ahead of the transaction,
    and changes no rows.
    """

    function: Function
    takes_page: bool
    takes_body: bool
    polls: tuple[JobKind, str] | None
    before: Before | None = None


class Routes:
    """Which function serves which operation of a contract.

    A route's keyword parameters are exactly the operation's declared ones (in the names of code), `body` if it takes a body, and `page`
    in place of the paging parameters. So a declared parameter cannot be dropped silently: the import fails.
    """

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._routes: dict[str, Route] = {}

    def operation(
        self, operation_id: str, *, polls: tuple[JobKind, str] | None = None, before: Before | None = None
    ) -> Callable[[Function], Function]:
        """Serve an operation of the contract with the decorated function."""

        def register(function: Function) -> Function:
            operation = self.contract.operations.get(operation_id)
            if operation is None:
                raise RouteMismatchError(f"{operation_id} is no operation of {self.contract.vendor}")
            if operation_id in self._routes:
                raise RouteMismatchError(f"{operation_id} is served twice")
            names = list(inspect.signature(function).parameters)[1:]
            self._check(operation, set(names))
            self._routes[operation_id] = Route(function, "page" in names, "body" in names, polls, before)
            return function

        return register

    def of(self, operation: Operation) -> Route | None:
        """The route that serves an operation, or None."""
        return self._routes.get(operation.id)

    def served(self) -> set[str]:
        """The ids of the operations that are served."""
        return set(self._routes)

    def paging_keys(self, operation: Operation) -> tuple[str, ...]:
        """The keys of the declared parameters that `page` stands for."""
        if operation.paging is None:
            return ()
        absorbed = self.contract.paging_parameters.get(operation.paging, ())
        return tuple(key_of(p.name) for p in operation.parameters if p.name in absorbed)

    def _check(self, operation: Operation, names: set[str]) -> None:
        paging = set(self.paging_keys(operation))
        expected = {key_of(p.name) for p in operation.parameters if p.place != "header"} - paging
        if paging:
            expected.add("page")
        if operation.request is not None:
            expected.add("body")
        if names != expected:
            raise RouteMismatchError(
                f"{operation.id}: the contract declares {sorted(expected)}, the route takes {sorted(names)}"
            )

"""The scenario of all GET operations of a contract that can be called without knowing an id in advance."""

from collections.abc import Mapping
from dataclasses import field

from emulator.contract.model import Contract, Operation
from emulator.light.records import dataclass
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step

NAME = "every read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """`lists` are the first steps; they bind ids to the names of the contract's parameters. Then comes each GET operation whose required
    parameters are bound, except those of `without` (the reason by operation).

    `query` has values for optional parameters, sent to each operation that has them; `always` is sent with every read.
    """

    lists: tuple[Step, ...]
    query: Mapping[str, str] = field(default_factory=dict)
    always: Mapping[str, str] = field(default_factory=dict)
    without: Mapping[str, str] = field(default_factory=dict)

    def scenario(self, contract: Contract) -> Scenario:
        """The lists, then the other reads in the order of the contract."""
        bound = {name for step in self.lists for name in step.binds}
        done = {step.operation for step in self.lists} | self.without.keys()
        others = (
            self._step(operation)
            for operation in contract.operations.values()
            if operation.method == "GET"
            and not operation.unserved
            and operation.id not in done
            and {each.name for each in operation.parameters if each.required} <= bound
        )
        return Scenario(name=NAME, steps=(*self.lists, *others), same_data=False)

    def _step(self, operation: Operation) -> Step:
        required = {each.name: each.place for each in operation.parameters if each.required}
        optional = {each.name for each in operation.parameters if not each.required}
        return Step(
            operation=operation.id,
            path={name: "{" + name + "}" for name, place in required.items() if place == "path"},
            query={
                **self.always,
                **{name: "{" + name + "}" for name, place in required.items() if place == "query"},
                **{name: value for name, value in self.query.items() if name in optional},
            },
        )

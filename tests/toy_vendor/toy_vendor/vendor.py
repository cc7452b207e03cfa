"""Toy as the house sees it."""

from typing import Any

import orjson

from emulator.contract.model import Operation
from emulator.contract.reading import InputProblem, InputReader
from emulator.contract.writing import JsonWriter
from emulator.http import Reply
from emulator.sandbox.world import World
from emulator.vendors.call import Call
from emulator.vendors.errors import UnsupportedMediaType, VendorError
from emulator.vendors.vendor import Vendor, error_text
from toy_vendor import authentication, seed
from toy_vendor.errors import BadInput, TooManyRequests
from toy_vendor.routing import contract, router

JSON = "application/json"


class Toy(Vendor):
    """The dialect of Toy: JSON, an API key in a header, `{"error": words}` for every refusal."""

    rate_limit_error = TooManyRequests

    def __init__(self) -> None:
        super().__init__(contract, router, InputReader(contract))
        self._writer = JsonWriter(contract)

    def install_credentials(self, world: World) -> None:
        authentication.create_key(world)

    def authenticate(self, call: Call) -> str | None:
        return authentication.authenticate(call)

    def credential(self, call: Call) -> str | None:
        return call.request.header(b"x-api-key")

    def limit(self, call: Call) -> None:
        authentication.limit(call)

    def read_body(self, call: Call, operation: Operation) -> dict[str, Any]:
        expected = operation.request
        assert expected is not None
        assert expected.schema is not None
        if call.request.media_type() not in ("", *expected.media):
            raise UnsupportedMediaType(f"send the body as {' or '.join(expected.media)}")
        try:
            data = orjson.loads(call.request.body)
        except orjson.JSONDecodeError as error:
            raise InputProblem("body", f"is not valid JSON: {error}") from None
        schema = contract.schemas[expected.schema]
        self.reader.find_ignored(schema, data, call.ignored, makes=operation.method == "POST")
        return self.reader.document(schema, data)

    def read_page(self, call: Call, operation: Operation, values: dict[str, Any]) -> dict[str, Any]:
        return values  # no list has pages

    def refuse_input(self, problem: InputProblem) -> VendorError:
        return BadInput(why=f"{problem.where.removeprefix('body.')} {problem.why}")

    def write(self, call: Call, operation: Operation, value: Any) -> Reply:
        response = operation.response
        if response.schema is None:
            return Reply(response.status, headers=call.world.headers)
        write = self._writer.documents if response.list else self._writer.document
        return Reply(response.status, orjson.dumps(write(response.schema, value)), JSON, call.world.headers)

    def refuse(self, call: Call, error: VendorError) -> Reply:
        status, text = error_text(contract, call, error)
        return Reply(status, orjson.dumps({"error": text}), JSON)

    def seed(self, world: World, document: Any) -> None:
        seed.create(world, document)


vendor = Toy()

"""Reading input by the contract: parameters and documents become values by the names in code, or an `InputProblem`.

Values in code: str, int, float, Decimal, bool, aware datetime in UTC, dict, list, and None for null. A vendor whose dialect differs
(dates, booleans) overrides the method for that type.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from emulator.contract.ignored import Ignored
from emulator.contract.model import Contract, Field, Operation, Schema

LARGEST_INTEGER = 2**63 - 1


class InputProblem(Exception):
    """Something in a request that the contract does not allow: where, and why, in words for the developer."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class InputReader:
    """Reads by one contract. What the contract does not have is let through, and `ignored` names it."""

    null_is_absent = True
    enums_in_any_case = False

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._by_name: dict[str, tuple[Schema, dict[str, Field]]] = {}
        self._parameters: dict[str, tuple[Operation, dict[str, Field], dict[str, Field]]] = {}
        self._readers: dict[str, Callable[[Any, str], Any]] = {
            "string": self.string,
            "id": self.string,
            "integer": self.integer,
            "number": self.number,
            "decimal": self.decimal,
            "boolean": self.boolean,
            "datetime": self.datetime,
            "datetime_text": self.datetime,
            "any": lambda value, where: value,
            "map": self.mapping,
            "object": self.mapping,
        }

    def parameters(self, operation: Operation, given: Mapping[str, list[str]], found: Ignored) -> dict[str, Any]:
        """The declared query parameters by key.

        `given` holds texts by name, lower case if the vendor folds case. A parameter that is absent has its default, or None. The vendor's
        common parameters count as declared; its authentication reads them.
        """
        declared, own = self._declared(operation)
        if given:
            self.find_ignored_texts(declared, given, found, "query parameter ")
        return {field.key: self.parameter(field, given.get(name)) for name, field in own.items()}

    def _declared(self, operation: Operation) -> tuple[dict[str, Field], dict[str, Field]]:
        """(the query parameters that an operation may be given, those of its own), by the names in which they are given."""
        kept = self._parameters.get(operation.id)
        if kept is None or kept[0] is not operation:
            common = {self._given_as(field): field for field in self.contract.common_parameters}
            own = {self._given_as(field): field for field in operation.parameters if field.place == "query"}
            kept = self._parameters[operation.id] = (operation, {**common, **own}, own)
        return kept[1:]

    def find_ignored_texts(
        self, declared: Mapping[str, Field], given: Mapping[str, list[str]], found: Ignored, what: str
    ) -> None:
        """Name the undeclared parameters or form fields, and declared ones that are given twice though only one value counts."""
        for name, texts in given.items():
            field = declared.get(name)
            if field is None:
                found.unknown(name, [each.name for each in declared.values()], what)
            elif len(texts) > 1 and not field.list:
                found.say(f"{what}{field.name} is given {len(texts)} times, and the last one counts")

    def _given_as(self, field: Field) -> str:
        return field.name.lower() if self.contract.case_insensitive else field.name

    def parameter(self, field: Field, texts: list[str] | None) -> Any:
        """Read one parameter from its texts. An empty text counts as absent, except for a string."""
        if texts is None or (texts[-1] == "" and (field.type != "string" or field.enum)):
            if field.required:
                raise InputProblem(field.name, "is required")
            return field.default
        if field.list:
            parts = [part for text in texts for part in text.split(",")] if field.style == "csv" else texts
            return [self.value(field, part, field.name) for part in parts if part]
        return self.value(field, texts[-1], field.name)

    def document(self, schema: Schema, data: Any, where: str = "body") -> dict[str, Any]:
        """A JSON object by its schema; members that are absent are absent in the result."""
        if not isinstance(data, dict):
            raise InputProblem(where, "must be an object")
        result: dict[str, Any] = {}
        for field in schema.fields:
            name = field.name
            if field.aliases and not data.get(name):
                name = next((alias for alias in field.aliases if alias in data), name)
            if name not in data or (data[name] is None and self.null_is_absent):
                if field.required:
                    raise InputProblem(f"{where}.{field.name}", "is required")
                continue
            result[field.key] = self.member(field, data[name], f"{where}.{field.name}")
        return result

    def documents(self, schema: Schema, data: Any, where: str = "body") -> list[dict[str, Any]]:
        """A JSON array of objects."""
        if not isinstance(data, list):
            raise InputProblem(where, "must be an array")
        return [self.document(schema, item, f"{where}[{index}]") for index, item in enumerate(data)]

    def members(self, schema: Schema) -> dict[str, Field]:
        """The members of a type by their names in documents."""
        kept = self._by_name.get(schema.name)
        if kept is None or kept[0] is not schema:
            names = {name: field for field in schema.fields for name in (field.name, *field.aliases)}
            kept = self._by_name[schema.name] = (schema, names)
        return kept[1]

    def find_ignored(self, schema: Schema, data: Any, found: Ignored, where: str = "", *, makes: bool = False) -> None:
        """Name the members of a document, or of a list of documents, that its schema does not have.

        A member that only answers have is named if the request `makes` something new; one that changes a thing may bring it back whole.
        """
        if isinstance(data, list):
            for item in data:
                self.find_ignored(schema, item, found, where, makes=makes)
            return
        if not isinstance(data, dict):
            return  # it is refused
        members = self.members(schema)
        for name, value in data.items():
            field = members.get(name)
            if field is None or (name != field.name and data.get(field.name)):
                self.unknown(schema, name, found, where)
            elif field.read_only:
                if makes and value:
                    found.read_only(f"{where}{name}")
            elif field.schema is not None:
                self.find_ignored(self.contract.schemas[field.schema], value, found, f"{where}{name}.", makes=makes)

    def unknown(self, schema: Schema, name: str, found: Ignored, where: str) -> None:
        """Name a member that this type does not have; perhaps it belongs into a document within."""
        inner = [
            f"{where}{field.name}.{inside}"
            for field in schema.fields
            if field.schema is not None
            for inside in self.members(self.contract.schemas[field.schema])
        ]
        found.unknown(name, self.members(schema), where, inner)

    def member(self, field: Field, value: Any, where: str) -> Any:
        """Read one member of a document, or a list of them if the contract says so."""
        if value is None:
            return None
        if field.list:
            if not isinstance(value, list):
                raise InputProblem(where, "must be an array")
            return [self.item(field, item, f"{where}[{index}]") for index, item in enumerate(value)]
        return self.item(field, value, where)

    def item(self, field: Field, value: Any, where: str) -> Any:
        """Read a single value (not a list): a nested document or a plain value."""
        if field.schema is not None:
            return self.document(self.contract.schemas[field.schema], value, where)
        return self.value(field, value, where)

    def value(self, field: Field, value: Any, where: str) -> Any:
        """A plain value, within the field's vocabulary, bounds and length."""
        read = self._readers[field.type](value, where)
        if field.enum is not None and read not in field.enum:
            read = self._spelled(field.enum, read)
            if read is None:
                raise InputProblem(where, f"must be one of {', '.join(map(str, field.enum))}")
        if field.max_length is not None and isinstance(read, str) and len(read) > field.max_length:
            raise InputProblem(where, f"is longer than {field.max_length} characters")
        if field.min is not None or field.max is not None:
            _check_bounds(field, read, where)
        return read

    def _spelled(self, enum: tuple[Any, ...], read: Any) -> Any:
        """The value of a vocabulary that was given in another case; None if there is none, or if the vendor minds the case."""
        if not self.enums_in_any_case or not isinstance(read, str):
            return None
        return next((known for known in enum if isinstance(known, str) and known.lower() == read.lower()), None)

    def string(self, value: Any, where: str) -> str:
        """Text; a number or true/false in its place is refused."""
        if not isinstance(value, str):
            raise InputProblem(where, "must be text")
        if "\x00" in value:
            raise InputProblem(where, "has a NUL character")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise InputProblem(where, "is not valid Unicode text") from None
        return value

    def integer(self, value: Any, where: str) -> int:
        """A whole number, or the text of one."""
        if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,19}", value.strip(), re.ASCII):
            value = int(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST_INTEGER:
            raise InputProblem(where, "must be a whole number")
        return value

    def number(self, value: Any, where: str) -> float:
        """A finite number, or the text of one."""
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise InputProblem(where, "must be a number")
        try:
            number = float(value)
        except (ValueError, OverflowError):
            raise InputProblem(where, "must be a number") from None
        if number != number or number in (float("inf"), float("-inf")):
            raise InputProblem(where, "must be a finite number")
        return number

    def decimal(self, value: Any, where: str) -> Decimal:
        """A decimal with the scale it was written with."""
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise InputProblem(where, "must be a decimal number")
        try:
            number = Decimal(str(value).strip())
        except InvalidOperation:
            raise InputProblem(where, "must be a decimal number") from None
        if not number.is_finite() or abs(number) >= Decimal(10) ** 18:
            raise InputProblem(where, "is out of range")
        return number

    def boolean(self, value: Any, where: str) -> bool:
        """Read a boolean: true or false, or the same as text in any case."""
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip().lower() in ("true", "false"):
            return value.strip().lower() == "true"
        raise InputProblem(where, "must be true or false")

    def datetime(self, value: Any, where: str) -> datetime:
        """ISO 8601, with or without fraction and offset; UTC if it names no zone."""
        try:
            moment = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
            if moment is not None:
                aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
                return aware.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise InputProblem(where, "must be a date and time in ISO 8601")

    def mapping(self, value: Any, where: str) -> dict[str, Any]:
        """A JSON object whose members the contract does not name."""
        if not isinstance(value, dict):
            raise InputProblem(where, "must be an object")
        return value


def _check_bounds(field: Field, read: Any, where: str) -> None:
    if not isinstance(read, int | float) or isinstance(read, bool):
        return
    if field.min is not None and read < field.min:
        raise InputProblem(where, f"must be at least {field.min:g}")
    if field.max is not None and read > field.max:
        raise InputProblem(where, f"must be at most {field.max:g}")

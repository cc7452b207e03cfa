"""A contract as an OpenAPI 3.1 document: parameters, bodies in JSON and XML, every error, who may call, and the evidence."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from emulator.contract.model import PARTS, Contract, ErrorEntry, Field, Operation
from emulator.contract.openapi_schemas import Document, body, inferred, reference, schemas, value


def openapi(contract: Contract, title: str, version: str, base: str, credentials: str) -> Document:
    """The document of a vendor's API as it is reached at this base URL, where these credentials work."""
    names = dict.fromkeys(contract.common_errors)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{title}, emulated",
            "version": version,
            "description": "\n\n".join(
                ["Served by lms-emulator; `x-evidence` says what is known of each part and how.", *contract.notes]
            ),
        },
        "servers": [{"url": base}],
        "paths": _paths(contract),
        "components": {
            "schemas": schemas(contract),
            "parameters": {field.name: _parameter(contract, field) for field in _common(contract)},
            "responses": _by_status(contract, [contract.errors[name] for name in names]),
            "securitySchemes": {
                _scheme(kind): _with_credentials(_based(scheme, base), credentials)
                for kind, scheme in contract.security.items()
            },
        },
    }


def _paths(contract: Contract) -> Document:
    """Operations by path and verb. Paths that differ in the names of parameters alone are one path, in the spelling of the first."""
    paths: Document = {}
    spellings: dict[str, str] = {}
    for operation in contract.operations.values():
        path = spellings.setdefault(re.sub(r"\{[^}]*\}", "{}", operation.path), operation.path)
        names = dict(zip(_names(operation.path), _names(path), strict=True))
        paths.setdefault(path, {})[operation.method.lower()] = _operation(contract, operation, names)
    return paths


def _names(path: str) -> list[str]:
    return re.findall(r"\{([^}]*)\}", path)


def _operation(contract: Contract, operation: Operation, names: Mapping[str, str]) -> Document:
    parameters = [_parameter(contract, field, names) for field in operation.parameters]
    parameters += [{"$ref": f"#/components/parameters/{field.name}"} for field in _common(contract)]
    document: Document = {
        "operationId": operation.id,
        "tags": [operation.resource],
        "description": _words(operation),
        "parameters": parameters,
        "responses": _responses(contract, operation),
        "security": _security(contract, operation),
        "x-evidence": {
            **operation.evidence,
            **({"access": level} if (level := operation.auth.get("evidence")) else {}),
        },
    }
    request = operation.request
    if request is not None:
        content = {media: {"schema": body(request, media)} for media in request.media}
        document["requestBody"] = {"content": content, "required": True}
        if request.note:
            document["requestBody"]["description"] = request.note
    if operation.deprecated:
        document["deprecated"] = True
    if operation.unserved:
        document["x-unserved"] = operation.unserved
    return document


def _words(operation: Operation) -> str:
    auth = operation.auth
    needed = [auth.get("access"), auth.get("minimum_level"), auth.get("permission")]
    needed += [" or ".join(auth.get("any_of", ())), " and ".join(auth.get("all_of", ()))]
    evidence = [
        f"{part} {operation.evidence[part]}" + (f" ({operation.reason[part]})" if part in operation.reason else "")
        for part in PARTS
    ]
    lines = [
        f"Not served: {operation.unserved}." if operation.unserved else "",
        *operation.notes,
        f"Who may call: {', '.join(word for word in needed if word)}." if any(needed) else "",
        inferred(auth.get("evidence"), auth.get("reason")) or "",
        f"Evidence: {'; '.join(evidence)}.",
        f"Sources: {'; '.join(operation.sources)}." if operation.sources else "",
    ]
    return "\n\n".join(line for line in lines if line)


def _common(contract: Contract) -> list[Field]:
    """The common parameters, without the credentials (these are in the security schemes)."""
    credentials = {scheme.get("name") for scheme in contract.security.values()}
    return [field for field in contract.common_parameters if field.name not in credentials]


def _parameter(contract: Contract, field: Field, names: Mapping[str, str] | None = None) -> Document:
    name = (names or {}).get(field.name, field.name) if field.place == "path" else field.name
    schema = value(field)
    document: Document = {"name": name, "in": field.place, "schema": schema}
    if field.required or field.place == "path":
        document["required"] = True
        if "examples" in schema:  # Swagger UI fills in what it finds here: nothing that could be left out
            document["example"] = schema.pop("examples")[0]
    if "description" in schema:
        document["description"] = schema.pop("description")
    if field.list:
        document |= {"style": "form", "explode": field.style != "csv"}
    return document


def _security(contract: Contract, operation: Operation) -> list[Document]:
    scopes = list(operation.auth.get("scopes", ()))
    return [
        {_scheme(kind): scopes if contract.security[kind]["type"] == "oauth2" else []}
        for kind in operation.auth.get("kinds", ())
    ]


def _scheme(kind: str) -> str:
    """The name of a security scheme, without the colon that OpenAPI does not allow in component names."""
    return kind.replace(":", "_")


def _based(scheme: Mapping[str, Any], base: str) -> Document:
    """A security scheme with `{base}` in its URLs filled in."""
    return {
        key: _based(inner, base)
        if isinstance(inner, Mapping)
        else inner.replace("{base}", base)
        if key.endswith("Url")
        else inner
        for key, inner in scheme.items()
    }


def _with_credentials(scheme: Document, credentials: str) -> Document:
    """A security scheme that tells which credentials a reader can fill in."""
    words = (scheme.get("description"), f"Every sandbox of the emulator has: {credentials}.")
    return {**scheme, "description": " ".join(filter(None, words))}


def _responses(contract: Contract, operation: Operation) -> Document:
    response = operation.response
    success: Document = {"description": f"Success. Evidence: {operation.evidence['response']}."}
    if not response.empty and response.status != 204 and response.media:
        success["content"] = {media: {"schema": body(response, media)} for media in response.media}
    result: Document = {str(status): success for status in (response.status, *response.also)}
    common = {str(contract.errors[name].status) for name in contract.common_errors}
    own = {str(error.status) for error in operation.errors}
    shared = [contract.errors[name] for name in contract.common_errors]
    result |= {status: {"$ref": f"#/components/responses/{status}"} for status in sorted(common - own)}
    result |= _by_status(contract, [*operation.errors, *(error for error in shared if str(error.status) in own)])
    return dict(sorted(result.items()))


def _by_status(contract: Contract, errors: Iterable[ErrorEntry]) -> Document:
    """Responses by status: the words of each error with its evidence, and the bodies that they come in."""
    by_status: dict[str, list[ErrorEntry]] = {}
    for error in errors:
        by_status.setdefault(str(error.status), []).append(error)
    return {status: _error(contract, entries) for status, entries in by_status.items()}


def _error(contract: Contract, errors: list[ErrorEntry]) -> Document:
    content: dict[str, list[Document]] = {}
    for error in errors:
        schema = error.schema or contract.error_schema
        for media in error.media or contract.error_media:
            bodies = content.setdefault(media, [])
            found = _envelope(contract, schema, media)
            if found not in bodies:
                bodies.append(found)
    return {
        "description": "\n".join(dict.fromkeys(f"- {_error_words(contract, error)}" for error in errors)),
        "content": {
            media: {"schema": bodies[0] if len(bodies) == 1 else {"anyOf": bodies}} for media, bodies in content.items()
        },
        "x-errors": _distinct(_known(contract, error) for error in errors),
    }


def _envelope(contract: Contract, schema: str, media: str) -> Document:
    if media == "text/html":
        return {"type": "string"}
    entry: Document = {"$ref": reference(schema)}
    return {**entry, "xml": {"name": contract.schemas[schema].root}} if media.endswith("xml") else entry


def _text(contract: Contract, error: ErrorEntry) -> str:
    """An error's words: its own, else the vendor's for its name."""
    return error.text or (contract.errors[error.name].text if error.name else "") or ""


def _error_words(contract: Contract, error: ErrorEntry) -> str:
    evidence = f"inferred: {error.reason}" if error.reason else error.evidence
    return f"{_text(contract, error) or error.name or 'A refusal whose words nobody knows'} ({evidence})"


def _distinct(documents: Iterable[Document]) -> list[Document]:
    found: list[Document] = []
    for document in documents:
        if document not in found:
            found.append(document)
    return found


def _known(contract: Contract, error: ErrorEntry) -> Document:
    known = {
        "name": error.name,
        "text": _text(contract, error),
        "code": error.code,
        "evidence": error.evidence,
        "reason": error.reason,
    }
    return {key: found for key, found in known.items() if found is not None}

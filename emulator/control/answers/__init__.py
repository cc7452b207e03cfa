"""The response bodies of the control API, documented and checked by FastAPI. An undeclared key is a defect.

A route names its body as `response_model`; the OpenAPI document, the clients and docs/control.md are made from them (`scripts/generate`).
"""

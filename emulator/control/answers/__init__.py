"""The response bodies of the control API, documented and checked by FastAPI. An undeclared key is a defect."""

"""Response bodies: the emulator itself."""

from pydantic import Field

from emulator.control.answers.answer import Answer


class VendorAddress(Answer):
    """Where a vendor's API is in this sandbox, and with what credentials. `environment` are variables for a program that calls it."""

    name: str = Field(examples=["litmos"])
    title: str = Field(examples=["Litmos"])
    base_url: str = Field(examples=["http://127.0.0.1:8420/~mine/v1.svc"])
    credentials: str
    environment: dict[str, str]


class About(Answer):
    """The emulator's version, and its vendors as this sandbox has them."""

    version: str
    sandbox: str
    vendors: list[VendorAddress]

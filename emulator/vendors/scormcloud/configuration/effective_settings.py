"""Settings in effect for content of a learning standard, converted to Python types."""

from decimal import Decimal, InvalidOperation

from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.configuration.configuration import InEffect, SettingScope
from emulator.vendors.scormcloud.configuration.setting import SETTINGS
from emulator.vendors.scormcloud.courses import course_content


class EffectiveSettings:
    """The settings in effect in a scope, for content of one learning standard."""

    def __init__(self, work: UnitOfWork, scope: SettingScope, standard: str) -> None:
        self._settings = InEffect(work, scope)
        self._standard = course_content.learning_standard(standard)

    def text(self, name: str) -> str:
        """The value; empty if the setting has no effect on the standard. Raises KeyError for an unknown setting."""
        standards = SETTINGS[name].standards
        if standards is not None and self._standard not in standards:
            return ""
        return self._settings.value(name)

    def said(self, name: str) -> str:
        """The value if it is set anywhere; empty if only the default applies."""
        return self.text(name) if self._settings.value_and_source(SETTINGS[name])[1] != "default" else ""

    def flag(self, name: str) -> bool | None:
        """The value as a boolean; None if it is not set and its default is unknown."""
        return {"true": True, "false": False}.get(self.text(name).lower())

    def number(self, name: str) -> Decimal | None:
        """The value as a number; None if it is not a finite number."""
        try:
            number = Decimal(self.text(name) or "NaN")
        except InvalidOperation:
            return None
        return number if number.is_finite() else None

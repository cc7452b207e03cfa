"""Settings in effect somewhere, as far as they concern a learning standard, in the shapes that code wants."""

from decimal import Decimal, InvalidOperation

from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.configuration.configuration import InEffect, Scope
from emulator.vendors.scormcloud.configuration.setting import SETTINGS
from emulator.vendors.scormcloud.courses import course_content


class EffectiveSettings:
    """Those of a scope, for content of one learning standard."""

    def __init__(self, work: UnitOfWork, scope: Scope, standard: str) -> None:
        self._settings = InEffect(work, scope)
        self._standard = course_content.learning_standard(standard)

    def text(self, name: str) -> str:
        """Empty where the setting has no effect on the standard. KeyError for a setting that does not exist."""
        standards = SETTINGS[name].standards
        if standards is not None and self._standard not in standards:
            return ""
        return self._settings.value(name)

    def flag(self, name: str) -> bool | None:
        """None where nobody says anything, and no default is known."""
        return {"true": True, "false": False}.get(self.text(name).lower())

    def number(self, name: str) -> Decimal | None:
        """None for what is no finite number."""
        try:
            number = Decimal(self.text(name) or "NaN")
        except InvalidOperation:
            return None
        return number if number.is_finite() else None

"""The CMI data models of SCORM: their elements, the allowed values, and how elements are read and written."""

from emulator.courseware.cmi.data import CmiData, natural_order
from emulator.courseware.cmi.element import CmiError, Reason
from emulator.courseware.cmi.model import DataModel
from emulator.courseware.cmi.scorm12 import SCORM_12
from emulator.courseware.cmi.scorm2004 import SCORM_2004
from emulator.courseware.package.package import Standard

__all__ = ["SCORM_12", "SCORM_2004", "CmiData", "CmiError", "DataModel", "Reason", "model_of", "natural_order"]

_MODELS = {
    Standard.SCORM_11: SCORM_12,
    Standard.SCORM_12: SCORM_12,
    Standard.AICC: SCORM_12,  # HACP's groups map onto it
    Standard.SCORM_2004_2ND_EDITION: SCORM_2004,
    Standard.SCORM_2004_3RD_EDITION: SCORM_2004,
    Standard.SCORM_2004_4TH_EDITION: SCORM_2004,
}


def model_of(standard: Standard) -> DataModel | None:
    """The data model of a standard; None if the standard has no CMI data (xAPI, cmi5)."""
    return _MODELS.get(standard)

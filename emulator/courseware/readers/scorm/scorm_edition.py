"""Which SCORM a manifest is written for."""

from lxml import etree

from emulator.courseware.package.package import Standard
from emulator.courseware.readers.elements import child, descendants_named, text

_BY_SCHEMA_VERSION = {
    "1.1": Standard.SCORM_11,
    "1.2": Standard.SCORM_12,
    "cam 1.3": Standard.SCORM_2004_2ND_EDITION,
    "2004 2nd edition": Standard.SCORM_2004_2ND_EDITION,
    "2004 3rd edition": Standard.SCORM_2004_3RD_EDITION,
    "2004 4th edition": Standard.SCORM_2004_4TH_EDITION,
}
_NAMESPACES_2004 = ("http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3")
# Elements that came with the 4th edition.
_ONLY_4TH = (
    "{http://www.adlnet.org/xsd/adlcp_v1p3}data",
    "{http://www.adlnet.org/xsd/adlseq_v1p3}objectives",
)


def tell_standard(manifest: etree._Element, warnings: list[str]) -> Standard:
    """The standard by the manifest's schemaversion; if that is missing or unknown, by its namespaces, with a warning."""
    stated = text(child(child(manifest, "metadata"), "schemaversion"))
    by_namespace = _by_namespace(manifest)
    if stated is None:
        warnings.append(f"The manifest has no schemaversion; by its namespaces it is {by_namespace}.")
        return by_namespace
    standard = _BY_SCHEMA_VERSION.get(" ".join(stated.lower().split()))
    if standard is None:
        warnings.append(f'The manifest\'s schemaversion "{stated}" is unknown; by its namespaces it is {by_namespace}.')
        return by_namespace
    return standard


def _by_namespace(manifest: etree._Element) -> Standard:
    used = set(manifest.nsmap.values())
    used.update(etree.QName(element).namespace for element in manifest.iter("*"))
    if used.intersection(_NAMESPACES_2004):
        # The editions share their namespaces; most packages without the newest elements are of the 3rd.
        newest = any(descendants_named(manifest, name) for name in _ONLY_4TH)
        return Standard.SCORM_2004_4TH_EDITION if newest else Standard.SCORM_2004_3RD_EDITION
    # Nothing but SCORM 1.2 was ever written without namespaces.
    return Standard.SCORM_12

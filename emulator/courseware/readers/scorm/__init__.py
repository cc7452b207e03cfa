"""SCORM 1.2 and SCORM 2004: packages with an imsmanifest.xml.

`scorm.py` finds and reads one: the edition, the organization with its items, the resources that they launch, metadata and sequencing, a
module each.
"""

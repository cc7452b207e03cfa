"""Calculate the progress of every activity from the data of an attempt's SCOs.

`outcome.py` gives the result of one run, `rollup.py` chooses by standard: `rollup_sequenced.py` for SCORM 2004 with sequencing,
`rollup_units.py` for everything else.
"""

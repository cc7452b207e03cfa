"""From the data of an attempt's SCOs to the progress of every activity.

`outcome.py` says what one run came to, `rollup.py` chooses by standard: `rollup_sequenced.py` for SCORM 2004 with sequencing,
`rollup_units.py` for everything else.
"""

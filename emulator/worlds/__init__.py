"""Whole sandboxes: made with credentials, forked, kept as snapshots, compared, exported and imported.

`House.making` imports this with the first such call of the control API. Rows are copied or compared table by table, outside of the event
loop where it takes long, and written in one unit of work.
"""

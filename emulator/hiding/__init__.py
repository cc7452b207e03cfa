"""Leaving secrets out of everything that is shown of a request, wherever they stand.

`hiding.py` is called where an entry of the journal, an event, a delivery or a row is shown; it looks at headers, URLs and bodies by their
form (`in_json.py`, `in_xml.py`, `in_form.py`). What is stored stays whole.
"""

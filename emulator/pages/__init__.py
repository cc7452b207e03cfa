"""The pages that people see in a browser: Jinja2 templates, one style.

`page_of()` (page.py) makes a reply from a template. A template lies in the folder `templates` of the package it belongs to.
`templates/base.html` has the head and the style of all pages, `message.py` a page of one sentence, `learner.py` a learner's page.
"""

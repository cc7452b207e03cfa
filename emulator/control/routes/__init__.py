"""The routes of the control API, a module for each noun; `control/app.py` lists their routers, and their order counts.

A new route is a method of the generated clients after `scripts/generate`; its name there stands in `scripts/clients/names.json`.
"""

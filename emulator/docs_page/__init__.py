"""The page `/docs`: each OpenAPI document in Swagger UI, with requests that can be sent. Nothing in it comes from the internet.

The control API installs its routes; `hatch_build.py` brings the files of Swagger UI into `static/` when the package is built.
"""

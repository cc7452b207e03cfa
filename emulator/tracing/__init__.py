"""Traces by OpenTelemetry, if its standard variables (`OTEL_…`) ask for them.

`running.py` asks `wanted.py` at the start, which imports nothing else unless they do; `life/answering.py` then records a span for each
call.
"""

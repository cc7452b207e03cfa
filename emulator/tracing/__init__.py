"""Traces by OpenTelemetry, if its standard variables ask for them."""

"""Imported first, it lets the vendors of this checkout count alone, whatever else is installed beside it."""

from emulator import plugins

plugins.only_own = True

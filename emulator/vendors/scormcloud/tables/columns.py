"""Columns that several tables have."""

from sqlalchemy import String

ID = String(255)  # ids are any text of up to 255 characters (documented)
APP_ID = String(64)

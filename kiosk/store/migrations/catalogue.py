"""Procedures: one row a source, the words a villager sees, and the full-text index over both."""

from sqlite_utils import Migrations

catalogue = Migrations("catalogue")

"""Typing Vietnamese on glass."""

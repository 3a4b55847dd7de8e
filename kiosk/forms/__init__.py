"""Guided submission: form definitions as data, one question a screen, sealed answers, the order of screens."""

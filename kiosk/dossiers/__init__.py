"""Dossiers: official and provisional codes, statuses, and the result check over the local copy."""

"""Dossier codes, what their statuses mean, and the result check."""

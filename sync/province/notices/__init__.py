"""Messages to villagers about their dossiers: what is told, with whose consent, and how each goes out at most once."""

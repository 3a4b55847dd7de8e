"""The hall's queue: tickets, the order of calling, how long it takes. Fair, and the same on every screen."""

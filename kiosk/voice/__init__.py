"""What the hall says aloud, in the words of the South: numbers, tickets, counters, and which clips say them."""

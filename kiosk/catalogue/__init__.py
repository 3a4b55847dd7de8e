"""What a commune does: procedures, how they are read in from outside, and how a villager finds one."""

"""A played day: what the queue does to 300 visitors, and how well it tells them when they will be called."""

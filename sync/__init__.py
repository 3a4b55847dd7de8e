"""What goes between a hall and its province, and both ends of the line."""

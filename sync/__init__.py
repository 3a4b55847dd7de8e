"""The link between a hall and its province: the words on the wire, the hall's worker, and the reference province."""

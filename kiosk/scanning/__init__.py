"""From a picture or a scanner's keys to what the code means."""

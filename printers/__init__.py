"""From a paper's lines and boxes to dots on a real printer."""

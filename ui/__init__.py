"""What people see: the touch screen and the hall's web pages."""

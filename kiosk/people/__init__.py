"""What an ID card says about a person, and how little of it is shown."""

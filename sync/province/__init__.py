"""The reference provincial server: what halls sync with. SQLite for a pilot, PostgreSQL for real, one code.

It works without any hall's software (nothing here imports the hall's store), and any other server that answers the
published OpenAPI document in its place is as good.
"""

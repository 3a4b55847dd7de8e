"""Our records and the national exchange's: its field names, its session, its errors.

What is known of the exchange comes from two published systems that talk with it (docs/decisions/0034); what is not
known is in the province's exchange.toml, never in the code.
"""

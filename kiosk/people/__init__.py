"""People as their papers describe them: what stands in the QR code of an ID card."""

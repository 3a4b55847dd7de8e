"""The hall server: counter page, board, and the API they use."""

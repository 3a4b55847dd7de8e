"""From a paper to dots, bytes and a printer; python-escpos and Pillow stay in this room."""

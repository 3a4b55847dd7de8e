"""The province's pages in the browser: plain HTML from the server, without a line of script."""

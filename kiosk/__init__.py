"""Một Cửa: what a commune hall knows and decides. No Qt, web, network, printer or camera in here."""

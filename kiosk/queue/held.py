"""Holding a ticket back until somebody is known to have its number."""

from dataclasses import replace

from kiosk.queue.room import Room
from kiosk.queue.tickets import TicketView
from kiosk.store import queue as table

SOURCE = "kiosk {letter}"  # of the tickets of a second kiosk


def hold(room: Room, view: TicketView) -> TicketView:
    """Let nobody call the ticket that was issued in this act."""
    leg = room.leg(view.id)
    room.change(leg, state="held")
    return replace(view, state="held", version=leg["version"] + 1)


def let_go(room: Room, leg: table.Row) -> None:
    """Let a held ticket wait, at the place it got when it was issued."""
    room.change(leg, state="waiting")
    room.tell("ticket.shown", leg["ticket"])

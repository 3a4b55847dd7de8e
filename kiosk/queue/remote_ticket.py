"""What a villager at a second kiosk may still do with the number just taken: have it printed again, or give it up."""

import json
from dataclasses import replace
from typing import Any

from kiosk.errors import PrintError, UnknownTicketError
from kiosk.papers.reprint import reprint
from kiosk.queue.room import as_answer, from_answer
from kiosk.queue.tickets import TicketView
from kiosk.store import handover as table
from kiosk.store.database import Act, Row, Store


def reprint_own(store: Store, request_id: str, ticket: str) -> TicketView:
    """Print the paper of a ticket once more, marked as a copy. The same request again prints nothing more.

    Raises:
        UnknownTicketError: it was not shown here.
        PrintError: it never had a paper.
    """
    what = f"reprint {ticket}"
    with store.act() as act:
        before = act.answered(request_id, what)
        row, view = _shown(act, ticket)
        if before is None:
            if row["print_job"] is None:
                raise PrintError(problem="print.unknown_paper")
            table.set_print_job(act.db, row["request"], reprint(act, row["print_job"]))
            act.remember(request_id, what, {})
    return replace(view, print="waiting")


def cancel_own(store: Store, request_id: str, ticket: str) -> TicketView:
    """Give a number up; the hall server hears of it in its turn.

    Raises:
        UnknownTicketError: it was not shown here.
    """
    what = f"cancel {ticket}"
    with store.act() as act:
        row, view = _shown(act, ticket)
        if act.answered(request_id, what) is None:
            gone = replace(view, state="cancelled")
            table.cancel(act.db, row["request"], json.dumps(as_answer(gone)))
            act.record("ticket.given_up", ticket, number=view.number)
            act.remember(request_id, what, {})
            view = gone
    return view


def _shown(act: Act, ticket: str) -> tuple[Row, TicketView]:
    row = table.of_ticket(act.db, ticket)
    answer: Any = json.loads(row["answer"]) if row else None
    view = from_answer(answer) if answer else None
    if row is None or view is None:
        raise UnknownTicketError()
    return row, view

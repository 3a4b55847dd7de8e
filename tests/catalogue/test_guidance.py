import pytest

from kiosk.catalogue.guidance import Guidance
from kiosk.catalogue.library import Library
from kiosk.config import Settings
from kiosk.errors import UnknownProcedureError
from kiosk.store import journal, print_jobs
from kiosk.store.database import Store


@pytest.fixture
def guidance(store: Store, settings: Settings, library: Library) -> Guidance:
    return Guidance(store, settings, library)


def test_a_slip_waits_for_the_printer(guidance: Guidance, store: Store):
    job = print_jobs.get(store.db, guidance.print_slip("r1", "1.001193"))
    assert job is not None
    assert (job.kind, job.subject, job.state) == ("guide", "1.001193", "waiting")


def test_guidance_given_stands_in_the_journal(guidance: Guidance, store: Store):
    guidance.print_slip("r1", "1.001193")
    last = list(journal.entries(store.db))[-1]
    assert (last.kind, last.subject) == ("guidance.printed", "1.001193")


def test_the_same_request_prints_once(guidance: Guidance, store: Store):
    first = guidance.print_slip("r1", "1.001193")
    assert guidance.print_slip("r1", "1.001193") == first


def test_another_request_prints_again(guidance: Guidance):
    assert guidance.print_slip("r1", "1.001193") != guidance.print_slip("r2", "1.001193")


def test_an_unknown_procedure_prints_nothing(guidance: Guidance, store: Store):
    with pytest.raises(UnknownProcedureError):
        guidance.print_slip("r1", "9.999999")


def test_a_job_nobody_knows_has_no_state(guidance: Guidance):
    assert guidance.print_state("nothing") == "none"

"""Any procedure of the catalogue can be begun, and a draft outlives a change of the catalogue."""

import json
from dataclasses import replace

import pytest

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.procedures import Document, Procedure, TimeLimit
from kiosk.config import Settings
from kiosk.errors import UnknownDraftError, UnknownProcedureError
from kiosk.forms.answers import Answer
from kiosk.forms.definition import FormDefinition, Kind
from kiosk.forms.generic import MOST_PAGES
from kiosk.forms.journey import REVIEW, Journey
from kiosk.forms.library import Forms
from kiosk.forms.lint import lint
from kiosk.forms.made import MadeForms, all_forms
from kiosk.forms.reading import read_definition
from kiosk.forms.review import review
from kiosk.forms.submissions import Submissions
from kiosk.languages import texts
from kiosk.store.database import Store
from sync.seal import AgeOpener, AgeSealer
from tests.forms.conftest import TODAY, tell

CODE = "1.999999"
PROCEDURE = Procedure(
    CODE, "Cấp giấy phép thử nghiệm theo quy định", "Giấy phép thử", field="Xây dựng", origin=("plain",),
    time_limit=TimeLimit(7, "working_day"),
    documents=(
        Document("Đơn theo mẫu", form="Mẫu 01", originals=1),
        Document("Giấy tờ tùy thân còn giá trị", present_only=True),
        Document("Giấy tờ đất", originals=1, copies=1),
        Document("Giấy tờ đất", originals=1, copies=1),
        Document("Văn bản ủy quyền nếu nhờ người khác làm thay", originals=1),
    ),
)  # fmt: skip
STORY = {
    "for_whom": "self", "requester_name": "Lê An", "papers": {"paper1": "yes", "paper2": "no", "paper3": "no"},
    "know": "seen", "delivery": "counter", "sms": "no", "promise": "seen",
}  # fmt: skip


class Catalogue:
    """A catalogue of one procedure that may change."""

    def __init__(self) -> None:
        self.procedure = PROCEDURE

    def find(self, code: str) -> Procedure:
        if code != self.procedure.code:
            raise UnknownProcedureError(code=code)
        return self.procedure


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture
def forms(store: Store, catalogue: Catalogue) -> Forms:
    return all_forms(store, catalogue.find)


@pytest.fixture
def form(forms: Forms) -> FormDefinition:
    form = forms.for_procedure(CODE)
    assert form is not None
    return form


def test_a_procedure_without_a_form_of_its_own_gets_one(form: FormDefinition):
    assert (form.procedure, form.field, form.title) == (CODE, "Xây dựng", "Giấy phép thử")


def test_a_paper_without_a_name_is_not_asked_for(forms: Forms, catalogue: Catalogue):
    catalogue.procedure = replace(PROCEDURE, documents=(Document(" ", originals=1),))
    form = forms.for_procedure(CODE)
    assert form is not None
    assert [page.id for page in form.pages if page.kind is Kind.PAPER_CHECKLIST] == []


def test_a_procedure_with_a_form_of_its_own_keeps_it(forms: Forms):
    form = forms.for_procedure("1.001193")
    assert form is not None
    assert form.id == "birth"


def test_a_code_that_nobody_knows_has_no_form(forms: Forms):
    assert forms.for_procedure("9.000000") is None


@pytest.mark.parametrize("change", [{"ended": True}, {"origin": ("official",), "levels": ("Cấp tỉnh",)}])
def test_what_a_commune_does_not_do_has_no_form(forms: Forms, catalogue: Catalogue, change: dict[str, object]):
    catalogue.procedure = replace(PROCEDURE, **change)  # pyright: ignore[reportArgumentType]
    assert forms.for_procedure(CODE) is None


def test_its_papers_are_asked_each_once_and_the_official_sheet_is_not(form: FormDefinition):
    assert [item.text for item in form.page("papers").items] == [
        "Giấy tờ tùy thân còn giá trị", "Giấy tờ đất", "Văn bản ủy quyền, nếu cần",
    ]  # fmt: skip


def test_a_paper_with_a_face_is_never_photographed(form: FormDefinition):
    assert [item.capture for item in form.page("papers").items] == [False, True, True]


def test_what_to_know_is_said_in_plain_words(form: FormDefinition):
    assert form.page("know").hint == ("Có kết quả sau 7 ngày làm việc. Tờ khai có sẵn ở quầy, cán bộ chỉ cách ghi.")


def test_many_papers_are_asked_on_several_pages(forms: Forms, catalogue: Catalogue):
    many = tuple(Document(f"Giấy tờ số {one}") for one in range(90))
    catalogue.procedure = replace(PROCEDURE, documents=many)
    form = forms.for_procedure(CODE)
    assert form is not None
    lists = [page for page in form.pages if page.kind is Kind.PAPER_CHECKLIST]
    assert (len(lists), max(len(page.items) for page in lists)) == (MOST_PAGES, 4)


def test_a_procedure_without_papers_asks_for_none(forms: Forms, catalogue: Catalogue):
    catalogue.procedure = replace(PROCEDURE, documents=())
    form = forms.for_procedure(CODE)
    assert form is not None
    assert not any(page.kind is Kind.PAPER_CHECKLIST for page in form.pages)


def test_it_is_walked_to_its_end(form: FormDefinition):
    journey = Journey.begin(form, TODAY)
    for _ in form.pages:
        if journey.at != REVIEW:
            journey = tell(journey, STORY)
    assert (journey.at, journey.unfinished()) == (REVIEW, None)


def test_its_check_screen_is_in_words(form: FormDefinition):
    journey = Journey(form, TODAY, {"papers": Answer({"paper1": "yes", "paper2": "no", "paper3": "no"})}, REVIEW)
    rows = [row for group in review(journey, texts()) for row in group.rows]
    assert "Có 1 trong 3 giấy" in [row.text for row in rows]


def test_the_same_catalogue_makes_the_same_version(store: Store, catalogue: Catalogue, form: FormDefinition):
    again = MadeForms(store, catalogue.find).make(CODE)
    assert again is not None
    assert (again.version, again) == (form.version, form)


def test_a_made_form_is_the_same_when_it_is_read_from_what_is_kept(form: FormDefinition):
    kept = read_definition(json.loads(form.source), "kept", {})
    assert (kept, kept.digest) == (form, form.digest)


def test_a_changed_catalogue_makes_another_version(forms: Forms, catalogue: Catalogue, form: FormDefinition):
    catalogue.procedure = replace(PROCEDURE, documents=PROCEDURE.documents[:2])
    changed = forms.for_procedure(CODE)
    assert changed is not None
    assert changed.version != form.version


def test_a_draft_goes_on_when_the_catalogue_changes(
    store: Store, settings: Settings, sealer: AgeSealer, desk: AgeOpener, forms: Forms, catalogue: Catalogue
):
    submissions = Submissions(store, sealer, settings, forms)
    draft = submissions.start(CODE, "request-1")
    catalogue.procedure = replace(PROCEDURE, documents=())
    submissions.save_pages(draft.code, {"papers": Answer({"paper1": "yes"})}, "know")
    opened = submissions.open_at_desk(draft.code, desk).journey
    assert (opened.form, opened.at) == (draft.form, "know")


def test_a_draft_goes_on_on_a_machine_that_started_anew(
    store: Store, settings: Settings, sealer: AgeSealer, desk: AgeOpener, forms: Forms
):
    code = Submissions(store, sealer, settings, forms).start(CODE, "request-1").code
    anew = Submissions(store, sealer, settings, all_forms(store, Catalogue().find))
    assert anew.open_at_desk(code, desk).journey.form == forms.for_procedure(CODE)


def test_a_form_that_no_draft_began_is_not_kept(forms: Forms, form: FormDefinition):
    with pytest.raises(UnknownDraftError):
        forms.get(form.id, form.version)


def test_the_slip_names_its_papers(store: Store, settings: Settings, sealer: AgeSealer, forms: Forms):
    submissions = Submissions(store, sealer, settings, forms)
    submissions.finish(submissions.start(CODE, "request-1").code, {"promise": Answer("seen")})
    (paper,) = store.db.execute("SELECT paper FROM print_job WHERE kind = 'slip'").fetchone()
    assert "Giấy tờ đất" in paper


def test_every_procedure_of_the_bundled_catalogue_has_a_form_fit_for_people(store: Store):
    bundled = {one.code: one for one in bundled_procedures()}
    made = MadeForms(store, bundled.__getitem__)
    found = [form for code in bundled if (form := made.make(code)) is not None]
    assert len(found) > 200
    assert [f"{form.id}: {one}" for form in found for one in lint(form, languages=())] == []

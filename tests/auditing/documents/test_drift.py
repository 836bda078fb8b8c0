from pathlib import Path

import pytest

from coverdict import OpenedPack, open_pack
from coverdict.auditing.documents.drift import Change, Drift, Fate, drift
from coverdict.loading.document_files import HeldDocument
from coverdict.loading.documents import document_digest, sentences

LOANS = Path(__file__).parents[2] / "packs/library-loans"
RULES = (LOANS / "documents/rules.txt").read_text(encoding="utf-8")


def held(text: str) -> HeldDocument:
    return HeldDocument(sentences(text), document_digest(text.encode()))


@pytest.fixture(scope="module")
def loans() -> OpenedPack:
    return open_pack(LOANS, "loans")


def changed(loans: OpenedPack, old: str, new: str, was: str = RULES) -> Drift:
    assert loans.pack is not None
    assert was.count(old) == 1
    return drift(loans.pack, loans.scenarios, held(was), held(was.replace(old, new)))


def only(found: Drift) -> Change:
    (change,) = found.changes
    return change


def test_a_changed_figure_leads_to_the_value_and_to_what_reads_it(loans: OpenedPack) -> None:
    change = only(changed(loans, "costs 25 cents", "costs 28 cents"))
    assert change.fate is Fate.REWORDED
    assert [(each.was, each.now) for each in change.figures] == [("25", "28")]
    (affected,) = change.statements
    assert affected.key == "lending-rules.fine-per-day"
    told = {(each.kind, each.id): each.through for each in affected.dependents}
    assert told[("parameter", "fine-per-day")] is None
    assert told[("rule", "fine.none")] is None
    assert "one-day-late" in [each.id for each in affected.scenarios]


def test_a_scenario_rests_on_a_sentence_by_way_of_a_rule(loans: OpenedPack) -> None:
    assert loans.pack is not None
    named = {name for each in loans.scenarios for name in each.expect.rests_on}
    rule = next(each for each in loans.pack.rules.values() if each.id in named)
    statement = loans.pack.statements[rule.cites[0].key]
    sentence = next(each.text for each in sentences(RULES) if each.digest == statement.digest)
    found = changed(loans, sentence, "Quite another thing stands here now.")
    affected = [one for each in found.changes for one in each.statements]
    expecting = {one.id for one in loans.scenarios if rule.id in one.expect.rests_on}
    assert expecting <= {each.id for one in affected for each in one.scenarios}


def test_sentences_gone_and_new_and_moved_are_told(loans: OpenedPack) -> None:
    founded = "The library was founded by two sea captains.\n"
    gone = only(changed(loans, founded, ""))
    assert (gone.fate, gone.statements[0].key) == (Fate.GONE, "lending-rules.founders")
    new = only(changed(loans, founded, f"{founded}Cats are welcome everywhere.\n"))
    assert (new.fate, new.was, new.statements) == (Fate.NEW, None, ())
    moved = only(changed(loans, RULES, f"{founded}{RULES.replace(founded, '')}"))
    assert (moved.fate, moved.statements[0].key) == (Fate.MOVED, "lending-rules.founders")


def test_lines_that_only_shift_change_nothing(loans: OpenedPack) -> None:
    found = changed(loans, RULES, f"\n\n{RULES}")
    assert not found.changes
    assert found.counts == {"unchanged": 21, "reworded": 0, "gone": 0, "new": 0, "moved": 0}


def test_an_old_edition_that_is_not_quite_the_registered_one_is_told(loans: OpenedPack) -> None:
    was = RULES.replace("two sea captains", "three sailors")
    found = changed(loans, "12 items", "10 items", was)
    assert (found.document, found.lost) == ("lending-rules", ("lending-rules.founders",))
    assert only(found).statements[0].key == "lending-rules.twelve-items"


def test_documents_that_the_pack_does_not_have_are_compared_all_the_same(loans: OpenedPack) -> None:
    found = changed(loans, "sunny", "rainy", "It is sunny on the island.")
    assert (found.document, found.title, only(found).statements) == (None, None, ())

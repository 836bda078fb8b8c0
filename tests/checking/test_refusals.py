from datetime import date
from pathlib import Path

from coverdict import Refusal, TextPart, asking_for, decide, read_case
from coverdict.vocabulary.diagnostics import Diagnostic
from tests.packs_written import PACK, minimal_pack

NEVER = """\
impossible:
  - id: young-for-a-year
    title: nobody below four has a ticket for the year
    when: {all: [{visitor.age: {below: 4}}, {ticket: year}]}
"""


def refused(folder: Path, case: str) -> tuple[Diagnostic, ...]:
    pack = minimal_pack(folder, pack=PACK + NEVER).pack
    assert pack is not None
    read = read_case(pack, [TextPart(case.encode(), "case.yaml")]).case
    assert read is not None
    found = decide(pack, read, asking_for(pack, read, None, date(2026, 3, 2)))
    return found.diagnostics if isinstance(found, Refusal) else ()


def test_facts_that_cannot_be_true_together_are_refused_with_their_places(tmp_path: Path) -> None:
    (found,) = refused(tmp_path, "visitor.age: 3\nticket: year\n")
    assert found.code == "CV407"
    assert found.message == "the facts contradict each other: `visitor.age`, `ticket`"
    assert found.why.startswith("nobody below four has a ticket for the year")
    assert found.help == "correct one of them, or leave out what is not known"
    assert str(found.span) == "case.yaml:2:1"
    assert [str(near.span) for near in found.related] == ["case.yaml:1:1"]


def test_facts_that_can_be_true_together_are_not_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "visitor.age: 4\nticket: year\n") == ()


def test_one_fact_alone_contradicts_nothing(tmp_path: Path) -> None:
    assert refused(tmp_path, "ticket: year\n") == ()

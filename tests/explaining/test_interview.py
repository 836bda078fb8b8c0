from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverdict import Asking, Case, Interview, Pack, Scenario, TextPart, open_pack, read_case
from coverdict.explaining.deciding import situate
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.cases import Given
from coverdict.vocabulary.packs import Rule
from coverdict.vocabulary.verdicts import VerdictValue
from tests.explaining.interviewing import begun, decided, further, held, values
from tests.explaining.lending import lending
from tests.situations import contradicts

DAY = date(2026, 3, 2)
LOAN = Asking("loan", DAY, DAY)
MEDICARE = Path(__file__).parents[2] / "tests/frozen/medicare-therapy"
SEEDS = st.integers(0, 10**6)


@cache
def medicare() -> tuple[Pack, tuple[Scenario, ...]]:
    opened = open_pack(MEDICARE, "medicare-therapy")
    assert opened.pack is not None, opened.diagnostics
    return opened.pack, opened.scenarios


@pytest.fixture(name="books", scope="module")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return lending(tmp_path_factory.mktemp("books"))


def stamping(folder: Path, when: str, then: str) -> Pack:
    """The small pack, asked whether the book is stamped, with one more rule about that."""
    pack = lending(folder, when, f"{{duty.stamp: {then}}}")
    question = replace(pack.main_question, decides="duty.stamp")
    return replace(pack, questions={"loan": question})


def drawn(pack: Pack, seed: int) -> Case:
    """Some of the pack's facts, each with some value of its list."""
    random, case = Random(seed), Case({}, {})
    for name in pack.facts:
        found = values(pack, name)
        if found and random.random() < 0.8:
            case.facts[name] = Given(random.choice(found), "drawn")  # type: ignore[index]
    return case


def of_scenario(seed: int) -> tuple[Pack, Case, Asking]:
    """A scenario's case, with some facts changed and some left out."""
    pack, scenarios = medicare()
    random = Random(seed)
    scenario = random.choice(scenarios)
    facts = dict(scenario.case.facts)
    for name in [name for name in facts if name != pack.service_date and random.random() < 0.15]:
        found = values(pack, name)
        facts.pop(name) if random.random() < 0.5 or not found else facts.update(
            {name: Given(random.choice(found), "drawn")}
        )
    question = scenario.question or pack.main_question.id
    day = facts[pack.service_date].value if pack.service_date in facts else DAY
    assert isinstance(day, date)
    return pack, Case(facts, scenario.case.stated), Asking(question, day, day)


def contradict(pack: Pack, full: Case, asked: Case, asking: Asking) -> bool:
    """Whether what was not asked contradicts what was."""
    after, before = situate(pack, full, asking), situate(pack, asked, asking)
    assert isinstance(after, Situation)
    assert isinstance(before, Situation)
    return contradicts(after.model, before.model)


def check_the_laws(pack: Pack, full: Case, asking: Asking) -> None:
    interview, seen = begun(pack, asking), set[str]()
    for fact in held(interview, full):
        before = decided(pack, interview.case, asking)
        assert before is not None
        decides = pack.questions[asking.question].decides
        listed = {item.fact for item in before.missing_facts if decides in item.matters_to}
        assert fact in listed - seen
        seen.add(fact)
    check_the_end(pack, interview, full, asking)


def check_the_end(pack: Pack, interview: Interview, full: Case, asking: Asking) -> None:
    found, whole = decided(pack, interview.case, asking), decided(pack, full, asking)
    assert found is not None
    if whole is not None and not contradict(pack, full, interview.case, asking):
        assert whole.verdict in (found.verdict, VerdictValue.CONFLICTING)
    if found.verdict is VerdictValue.UNDETERMINED:
        return
    all_further = list(further(pack, interview.case))
    for more in Random(0).sample(all_further, min(12, len(all_further))):
        then = decided(pack, more, asking)
        assert then is None or then.verdict in (found.verdict, VerdictValue.CONFLICTING)


@given(seed=SEEDS)
def test_a_settled_verdict_on_a_loan_stands_whatever_else_is_said(books: Pack, seed: int) -> None:
    check_the_laws(books, drawn(books, seed), replace(LOAN, presume=False))


@settings(max_examples=settings().max_examples // 4)  # each holds an interview of a dozen questions
@given(seed=SEEDS)
def test_a_settled_verdict_on_therapy_stands_whatever_else_is_said(seed: int) -> None:
    check_the_laws(*of_scenario(seed))


def test_an_interview_ends_as_soon_as_the_verdict_is_settled(books: Pack) -> None:
    interview = begun(books, LOAN)
    asked = interview.next_question()
    assert asked is not None
    assert (asked.fact, asked.asks) == ("lendable", "May it be lent?")
    assert interview.answer("yes") is None
    assert interview.next_question() is None
    assert len(interview.review()) == 1


def test_what_nobody_knows_is_not_asked_again_nor_what_needs_it(tmp_path: Path) -> None:
    pack = stamping(tmp_path, "{all: [{book.kind: atlas}, {book.price: 3}]}", "true")
    interview = begun(pack, LOAN, Case({"books.out": Given(9, "test")}, {}))
    asked = interview.next_question()
    assert asked is not None
    assert list(held(interview, Case({}, {}))) == [asked.fact]
    assert interview.held_up_by() == (asked,)


def test_nobody_is_asked_to_state_what_the_facts_have_shown(tmp_path: Path) -> None:
    marked = "{all: [{lendable: true}, {book.marks: {includes: stains}}]}"
    question = replace(lending(tmp_path).main_question, decides="duty.stamp", reports=())
    pack = replace(lending(tmp_path, marked, "{duty.stamp: false}"), questions={"loan": question})
    known = {"books.out": Given(1, "test"), "book.kind": Given("novel", "test")}
    shown = replace(
        pack, rules={"adults-borrow": _lending_only(pack), "added": pack.rules["added"]}
    )
    assert list(held(begun(shown, LOAN, Case(known, {})), Case({}, {}))) == ["book.marks"]


def _lending_only(pack: Pack) -> Rule:
    """The rule about adults, without the stamp."""
    rule = pack.rules["adults-borrow"]
    return replace(rule, then=rule.then[:1])


def test_back_takes_the_last_reply_away(books: Pack) -> None:
    interview = begun(books, LOAN)
    assert not interview.back()
    first = interview.next_question()
    interview.dont_know()
    assert interview.back()
    assert interview.next_question() == first
    assert interview.review() == ()


@pytest.mark.parametrize(
    "text", ["2", "y", "YES", "true", "  yes ", "1"], ids=["2", "y", "yes", "true", "spaces", "1"]
)
def test_a_yes_or_no_is_taken_in_many_forms(books: Pack, text: str) -> None:
    interview = begun(books, LOAN)
    assert interview.answer(text) is None
    assert interview.case.stated["lendable"].value is (text != "2")


@pytest.mark.parametrize("text", ["3", "a rare book", "A  RARE book", "rare-book"])
def test_a_choice_is_taken_by_number_words_or_value(books: Pack, text: str) -> None:
    interview = begun(books, LOAN, Case({"books.out": Given(1, "test")}, {}))
    assert interview.answer(text) is None
    assert interview.case.facts["book.kind"].value == "rare-book"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1, stains", ("dog-ears", "stains")), ("Pencil", ("pencil",)), ("none", ())],
)
def test_several_values_stand_with_commas_between_them(
    tmp_path: Path, text: str, value: tuple[str, ...]
) -> None:
    pack = stamping(tmp_path, "{book.marks: {includes: stains}}", "false")
    interview = begun(pack, LOAN, Case({"books.out": Given(9, "test")}, {}))
    assert interview.answer(text) is None
    assert interview.case.facts["book.marks"].value == value


def test_an_answer_that_fits_nothing_is_told_and_asked_again(books: Pack) -> None:
    interview = begun(books, LOAN)
    asked = interview.next_question()
    problem = interview.answer("perhaps")
    assert problem is not None
    assert (problem.code, problem.message) == ("CV307", "`perhaps` does not fit `lendable`")
    assert interview.next_question() == asked


def test_what_can_settle_it_alone_is_asked_before_what_the_rules_read_first(
    tmp_path: Path,
) -> None:
    either = (
        "{any: [{all: [{book.price: 3}, {reader.adult: true}]}, {book.marks: {includes: stains}}]}"
    )
    pack = stamping(tmp_path, either, "true")
    given = Case({"books.out": Given(9, "test")}, {})
    asked = begun(pack, replace(LOAN, presume=False), given).next_question()
    assert asked is not None
    assert asked.fact == "book.marks"


def test_the_case_file_is_read_back_as_the_same_case(books: Pack) -> None:
    known = {"loan.date": Given(DAY, ""), "books.out": Given(1, ""), "book.marks": Given((), "")}
    interview = begun(books, LOAN, Case(known, {}))
    interview.dont_know()
    text = interview.as_case_file()
    read = read_case(books, [TextPart(text.encode(), "case.yaml")])
    assert read.case is not None, read.diagnostics
    assert {name: item.value for name, item in read.case.facts.items()} == {
        name: item.value for name, item in known.items()
    }
    assert "\n# When?\nloan.date: 2026-03-02\n" in text
    assert (
        "\n# What kind of book is it? (novel, atlas, rare-book)\n# book.kind: I don't know" in text
    )


def test_a_day_outside_the_window_ends_the_interview(books: Pack) -> None:
    outside = begun(books, replace(LOAN, service_date=date(2031, 1, 1)))
    assert outside.next_question() is None

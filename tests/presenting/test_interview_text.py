from coverdict.presenting.interview_text import (
    exhausted_text,
    not_understood,
    opening_text,
    presumed_text,
    question_text,
    settled_text,
)
from coverdict.presenting.questions_text import questions_as_text
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.values import Type
from coverdict.vocabulary.verdicts import MissingFact, VerdictValue
from tests.presenting.answers import verdict

KIND = MissingFact(
    "kind",
    "Which kind is it?",
    "library-staff",
    (("new", "a new one"), ("old", "an old one")),
    True,
    ("lendable",),
    (),
)
PRICE = MissingFact("price", "What does it cost?", "reader", (), False, ("shelf",), ())


def test_a_question_shows_who_can_tell_the_answers_and_the_keys() -> None:
    assert question_text(3, KIND, Type.CHOICE) == (
        "\n3. Which kind is it?\n"
        "   Who can tell: library staff.\n"
        "     1  a new one\n"
        "     2  an old one\n"
        "   Answer: a number, or the words.\n"
        "   (Enter = I don't know, b = back, r = review, q = stop)\n"
    )


def test_nothing_is_said_of_what_is_taken_for_granted_where_nothing_is() -> None:
    assert presumed_text(0) == ""
    assert presumed_text(12).startswith("12 things were taken for granted and not asked: ")


def test_a_question_without_a_list_says_in_which_form_to_answer() -> None:
    assert "   Answer: dollars, such as 2480.00.\n" in question_text(1, PRICE, Type.MONEY)


def test_lines_keep_to_the_width() -> None:
    assert all(len(line) <= 40 for line in question_text(12, KIND, Type.CHOICE, 40).splitlines())


def test_a_day_that_was_not_given_is_told() -> None:
    assert opening_text("May it be lent?", "2026-03-02", True) == "May it be lent?\n"
    assert "taken to be 2026-03-02" in opening_text("May it be lent?", "2026-03-02", False)


def test_an_answer_in_another_form_is_told_without_names_of_facts() -> None:
    problem = Diagnostic("CV306", "`foo` is not a value of `kind`", "only values count")
    assert not_understood("foo", Type.CHOICE, problem) == (
        "   “foo” is not one of the answers. Give a number, or the words.\n"
    )


def test_an_answer_that_cannot_be_says_why() -> None:
    problem = Diagnostic("CV407", "the facts contradict each other", "a book is new or old")
    assert "That cannot be: a book is new or old." in not_understood("old", Type.CHOICE, problem)


def test_the_end_counts_the_questions() -> None:
    assert settled_text(1).startswith("\nSettled after 1 question: ")
    assert settled_text(0) == "\nWhat is known settles it already: nothing has to be asked.\n"


def test_an_end_without_an_answer_names_what_nobody_knew() -> None:
    assert exhausted_text([KIND]).endswith("while this is not known:\n  - Which kind is it?\n")
    assert exhausted_text([]) == "\nNothing is left to ask that could settle it.\n"


def test_the_list_to_read_out_goes_by_who_is_asked_and_says_what_only_adds() -> None:
    asked = verdict(
        missing_facts=(PRICE, KIND),
        verdict=VerdictValue.UNDETERMINED,
        says="It cannot be told yet.",
    )
    assert questions_as_text(asked) == (
        "May it be lent?\nIt cannot be told yet.\n\n"
        "To ask: library staff\n"
        "  1. Which kind is it?\n     Answers: a new one; an old one.\n     This can still be chosen.\n\n"
        "To ask: reader\n"
        "  2. What does it cost?\n"
        "     The answer does not depend on it, but more could be said.\n"
    )


def test_with_nothing_open_the_list_says_so() -> None:
    assert "Nothing is left to ask." in questions_as_text(verdict(missing_facts=()))

from hypothesis import given
from hypothesis import strategies as st

from coverdict.auditing.documents.wordings import Kept, changed_words, likeness


def marked(was: str, now: str) -> str:
    signs = {Kept.BOTH: "{}", Kept.WAS: "-{}-", Kept.NOW: "+{}+"}
    return " ".join(signs[each.kept].format(each.text) for each in changed_words(was, now))


def test_the_words_that_changed_are_marked() -> None:
    assert (
        marked("A dog may not enter.", "A dog may enter here.")
        == "A dog may -not enter.- +enter here.+"
    )
    assert marked("It is open.", "It is open.") == "It is open."
    assert marked("One.", "Two.") == "-One.- +Two.+"


def test_of_very_long_wordings_only_beginning_and_end_are_compared() -> None:
    was, now = "so " + "a b " * 3_000 + "end", "so " + "b a " * 3_000 + "end"
    found = changed_words(was, now)
    assert [each.kept for each in found] == [Kept.BOTH, Kept.WAS, Kept.NOW, Kept.BOTH]
    assert 40 < likeness(was, now) <= 100


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_both_wordings_can_be_read_from_the_marked_one(one: list[str], other: list[str]) -> None:
    found = changed_words(" ".join(one), " ".join(other))
    for words, left_out in ((one, Kept.NOW), (other, Kept.WAS)):
        assert " ".join(each.text for each in found if each.kept is not left_out).split() == words


def test_sentences_are_alike_by_letters_and_words() -> None:
    assert likeness("It costs two coins.", "It costs two coins.") == 100
    assert likeness("The fare is $2,480.", "The fare is $2,560.") > 70
    assert likeness("The gate is open.", "Ducks swim in ponds.") < 35

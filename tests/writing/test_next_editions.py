import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverdict.auditing.documents.editions import Standing
from coverdict.loading.documents import sentences
from coverdict.loading.sentences import sentence_digest
from coverdict.vocabulary.sources import Role
from coverdict.writing.next_editions import NextEdition, next_edition
from coverdict.writing.registers import new_register
from tests.writing.test_registers import HEAD, held, read

GATE, DOG, BENCH = "The gate is open.", "No dog may enter.", "A bench is free."
OLD = f"""\
# Our sign.
document: {{id: sign, title: The sign, rank: manual, file: sign.txt, digest: "sha256:{"0" * 64}"}}

statements:
  # The gate comes first.
  - id: gate
    at: {{block: 1, sentence: 1}} # at the top
    digest: {sentence_digest(GATE)}
    says: >-
      It is open,
      and so on.

    role: encoded # by a rule
  # About animals.

  # And dogs.
  - id: dogs
    at:
      block: 2
      sentence: 1
      heading: Anything # old
    digest: "{sentence_digest(DOG)}"
    says: Dogs stay out.
    role: 'encoded'
    why: Because.
  - {{id: bench, at: {{block: 3, sentence: 1}}, digest: {sentence_digest(BENCH)}, says: Sit., role: advice}}
# The end.
"""


def next_of(now: str, old: str = OLD, with_text: bool = False) -> NextEdition:
    found = next_edition(read(old), held(now), {}, with_text)
    assert found is not None
    return found


def test_the_register_of_the_same_edition_stays_as_it_is() -> None:
    text = OLD.replace("heading: Anything # old", "# old")
    assert next_of(f"{GATE}\n{DOG}\n{BENCH}", text).text == text


def test_moved_entries_keep_everything_but_their_place() -> None:
    found = next_of(f"Rules\n{GATE}\n\n{DOG}\n{BENCH}").text
    assert (
        "  # The gate comes first.\n  - id: gate\n    at: {block: 2, sentence: 1} # at the top\n"
        in found
    )
    assert "  # About animals.\n\n  # And dogs.\n  - id: dogs\n" in found
    assert "    at: {block: 4, sentence: 1, heading: Rules} # old\n" in found
    assert "{id: bench, at: {block: 5, sentence: 1}, digest" in found
    assert found.startswith("# Our sign.\n")
    assert found.endswith("\n# The end.\n")


def test_a_reworded_entry_is_to_be_reviewed_again() -> None:
    now = "No dog shall enter."
    found = next_of(f"{GATE}\n{now}\n{BENCH}")
    assert found.standings[Standing.REWORDED] == ("dogs",)
    assert (
        f"""\
    digest: {sentence_digest(now)}
    says: Dogs stay out.
    # the sentence was reworded: review it again (its role was encoded)
    role: unreviewed
    why: Because.
"""
        in found.text
    )


def test_a_reworded_entry_in_brackets_has_its_comment_above_it() -> None:
    found = next_of(f"{GATE}\n{DOG}\nA bench costs two coins.", with_text=True)
    assert (
        """\
  # the sentence was reworded: review it again (its role was advice)
  # A bench costs two coins.
  - {id: bench, at: {block: 3, sentence: 1}, digest: """
        in found.text
    )
    assert "says: Sit., role: unreviewed}\n" in found.text


def test_entries_stand_in_the_order_of_the_new_edition_with_new_ones_between() -> None:
    found = next_of(f"{BENCH}\nDucks swim.\n{GATE}")
    assert [each.id for each in read(found.text).statements] == ["bench", "ducks-swim", "gate"]
    assert found.new == ("ducks-swim",)
    assert found.standings[Standing.GONE] == ("dogs",)
    assert "dogs" not in found.text
    assert "  - id: ducks-swim\n    at: {block: 2, sentence: 1}\n" in found.text


def test_new_ids_are_not_those_in_use() -> None:
    assert next_of(f"{GATE}\n{DOG}\n{BENCH}\nGate!\nGate?").new == ("gate-2", "gate-3")


def test_equal_sentences_that_cannot_be_told_apart_are_given_in_order_and_reviewed_again() -> None:
    found = next_of(f"\n{GATE}\n{GATE}\n{DOG}\n{BENCH}")
    assert (found.standings[Standing.AMBIGUOUS], found.new) == (("gate",), ("gate-open",))
    assert (
        "# there are equal sentences, and this may be another of them: review it again"
        in found.text
    )
    twice = new_register(HEAD, held(f"{GATE}\n{GATE}"))
    found = next_of(f"\n\n{GATE}\n", twice)
    assert found.standings[Standing.AMBIGUOUS] == ("gate-open",)
    assert found.standings[Standing.GONE] == ("gate-open-2",)


@pytest.mark.parametrize(
    "written", [OLD, OLD.replace("\n", "\r\n"), OLD.rstrip("\n").removesuffix("\n# The end.")]
)
def test_what_is_said_of_the_document_is_brought_up_to_date(written: str) -> None:
    changed = {"file": "new: sign.txt", "encoding": "windows-1252"}
    found = next_edition(read(written), held(f"{GATE}\n{BENCH}"), changed)
    assert found is not None
    document = read(found.text).document
    assert (document.id, document.file, document.encoding) == (
        "sign",
        "new: sign.txt",
        "windows-1252",
    )
    assert found.text.count("\r\n") == (found.text.count("\n") if "\r\n" in written else 0)


def test_an_encoding_is_added_below_the_file() -> None:
    old = new_register(HEAD, held(GATE))
    found = next_edition(read(old), held(GATE), {"encoding": "cp437"})
    assert found is not None
    assert "  file: sign.txt\n  encoding: cp437\n  digest: " in found.text


def test_statements_in_brackets_are_left_to_the_analyst() -> None:
    entry = f"{{id: gate, at: {{block: 1, sentence: 1}}, digest: {sentence_digest(GATE)}, says: S., role: advice}}"
    head = OLD[: OLD.index("statements:")]
    assert next_edition(read(f"{head}statements: [{entry}]\n"), held(GATE), {}) is None


lines = st.lists(st.sampled_from([GATE, DOG, BENCH, "Ducks swim.", "", "A Heading"]), min_size=1)


@given(lines, lines)
def test_the_next_register_is_whole_and_keeps_ids(was: list[str], now: list[str]) -> None:
    before, after = held("\n".join(was)), held("\n".join(now))
    if not before.sentences or not after.sentences:
        return
    old = read(new_register(HEAD, before))
    found = next_of("\n".join(now), old.text)
    statements = read(found.text).statements
    assert [(each.block, each.sentence, each.digest) for each in statements] == [
        (each.block, each.sentence, each.digest) for each in sentences("\n".join(now))
    ]
    assert all(each.role is Role.UNREVIEWED for each in statements)
    kept = {each.id for each in old.statements} - set(found.standings[Standing.GONE])
    assert {each.id for each in statements} == kept | set(found.new)

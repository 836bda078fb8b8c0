from hypothesis import given
from hypothesis import strategies as st

from coverdict import data_root
from coverdict.api.opening import canonical_text
from coverdict.auditing.documents.editions import Standing, held_against
from coverdict.loading.document_files import HeldDocument
from coverdict.loading.documents import sentences
from coverdict.loading.register_files import RegisterFile, register_of
from coverdict.loading.schemas import SchemaStore
from coverdict.vocabulary.sources import Rank, Role
from coverdict.writing.registers import DocumentHead, id_of_file, new_register, title_of

SCHEMAS = SchemaStore(data_root() / "schemas")
HEAD = DocumentHead("sign", "The sign: all of it", Rank.MANUAL, "sign.txt")


def held(text: str) -> HeldDocument:
    return HeldDocument(sentences(text), f"sha256:{'0' * 64}")


def read(text: str) -> RegisterFile:
    found = register_of(text, "sign.yaml", SCHEMAS)
    assert found.register is not None, found.diagnostics
    return found.register


def ids(text: str) -> list[str]:
    return [each.id for each in read(new_register(HEAD, held(text))).statements]


def test_every_sentence_gets_an_entry_to_fill_in() -> None:
    text = "Rules\nThe gate is open. No dog, however, may enter the park at night."
    register = new_register(HEAD, held(text))
    first, second = sentences(text)[1:]
    assert (
        f"""\
  - id: gate-open
    at: {{block: 2, sentence: 1, heading: Rules}}
    digest: {first.digest}
    says: TODO what the sentence says, in your own words
    role: unreviewed
  - id: dog-however-enter-park
    at: {{block: 2, sentence: 2, heading: Rules}}
    digest: {second.digest}
"""
        in register
    )
    assert register.startswith(
        "# Every sentence of the document in reading order; a block is a line of"
    )
    assert [each.role for each in read(register).statements] == [Role.UNREVIEWED] * 3


def test_the_document_is_described() -> None:
    document = read(new_register(HEAD, held("One."))).document
    assert (document.id, document.title, document.rank) == (
        "sign",
        "The sign: all of it",
        Rank.MANUAL,
    )
    assert (document.file, document.digest, document.held) == (
        "sign.txt",
        f"sha256:{'0' * 64}",
        True,
    )
    assert document.encoding is None
    named = DocumentHead("sign", "Sign", Rank.MANUAL, "s.txt", "windows-1252")
    assert read(new_register(named, held("One."))).document.encoding == "windows-1252"


def test_no_sentence_is_written_unless_that_is_asked_for() -> None:
    text = "It rains on the harbour and on all of the town\x07."
    assert "harbour and on" not in new_register(HEAD, held(text))
    register = new_register(HEAD, held(text), with_text=True)
    assert (
        "\n  # It rains on the harbour and on all of the town\N{REPLACEMENT CHARACTER}.\n  - id: rains-harbour-town\n"
        in register
    )
    assert len(read(register).statements) == 1


def test_ids_come_from_words_and_are_unique() -> None:
    text = "No dog may enter.\nNo dog may enter.\nÉté: l'œuf isn’t 20 % «off»!\n42 %.\n東京です。\n"
    text += "It is so.\nNo.\nThe Fees"
    assert ids(text) == [
        "dog-enter",
        "dog-enter-2",
        "ete-l-uf-isnt",
        "place-4-1",
        "place-5-1",
        "it-is-so",
        "word-no",
        "heading-fees",
    ]


def test_the_register_of_a_document_with_many_equal_sentences_is_written_at_once() -> None:
    assert ids("Boats.\n" * 1_000)[-1] == "boats-1000"


def test_id_and_title_come_from_the_file_and_the_first_heading() -> None:
    assert [id_of_file(each) for each in ("A b_C.txt", "2027.html", "…")] == [
        "a-b-c",
        "document-2027",
        "document",
    ]
    assert title_of(held("So it is.\nThese rules:\nThe Rules\nMore")) == "The Rules"
    assert title_of(held("So it is.")) is None


texts = st.lists(st.text(max_size=30) | st.sampled_from(["It is: so.", "a #b", "- [x], {y}"])).map(
    "\n".join
)


@given(texts, st.booleans())
def test_whatever_the_document_its_register_is_sound(text: str, with_text: bool) -> None:
    document = held(text)
    if not document.sentences:
        return
    register = new_register(HEAD, document, with_text)
    checked, over = held_against(read(register).statements, document.sentences)
    assert not over
    assert {each.standing for each in checked} == {Standing.UNCHANGED}
    assert canonical_text(register, "sign.yaml").text == register

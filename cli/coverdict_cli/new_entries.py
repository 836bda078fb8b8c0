"""``coverdict new rule|fact|statement|scenario``: an entry of a pack's file, printed or put into one."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.failing import MISUSED, Failure, failure
from coverdict_cli.inserting import print_or_insert
from coverdict_cli.knowledge import Place, find_pack
from coverdict_cli.opening import asked_question, nearest, told
from coverdict_cli.options import DocumentsOption, KnowledgeOption, PackOption, QuestionOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coverdict.loading.packs import PackRead
    from coverdict.loading.sentences import Sentence
    from coverdict.vocabulary.packs import Pack
    from coverdict.vocabulary.sources import Document
    from coverdict.writing.new_ids import Refused


class FactType(StrEnum):
    """What kind of value a new fact has."""

    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    DATES = "dates"


IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="Its name: small letters, dotted by topic.")
]
AboutOption = Annotated[
    list[str] | None,
    typer.Option(
        "--about",
        metavar="WORD",
        help="List what goes with this word. Give it as often as needed. Default: the id's words.",
    ),
]
IntoOption = Annotated[
    Path | None,
    typer.Option(
        "--into",
        metavar="FILE",
        help="A file of the pack, old or new, to add it to. Default: print it.",
    ),
]


def rule(
    id: IdArgument,
    about: AboutOption = None,
    into: IntoOption = None,
    pack: PackOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Write a rule to fill in, with what it may test, conclude and cite beside it."""
    from coverdict.writing.new_ids import refused_id
    from coverdict.writing.skeletons import rule_skeleton

    place = find_pack(pack, knowledge)
    draft, _ = _draft(place)
    _refuse(refused_id(id, {key: each.span for key, each in draft.rules.items()}))
    _tell_unmatched(draft, about or ())
    print_or_insert(rule_skeleton(draft, id, about or ()), into, place)


def _tell_unmatched(pack: Pack, about: Sequence[str]) -> None:
    """A word that nothing in the pack goes with was probably mistyped."""
    from coverdict.writing.relevance import goes_with_nothing

    for word in about:
        if goes_with_nothing(pack, word):
            print(f"nothing in this pack goes with `{word}`", file=sys.stderr)


def fact(
    id: IdArgument,
    type: Annotated[
        FactType, typer.Option("--type", help="What kind of value it has.", case_sensitive=False)
    ] = FactType.BOOLEAN,
    into: IntoOption = None,
    pack: PackOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Write a fact to fill in."""
    from coverdict.checking.names import names_of
    from coverdict.vocabulary.values import Type
    from coverdict.writing.new_ids import refused_id
    from coverdict.writing.skeletons import fact_skeleton

    place = find_pack(pack, knowledge)
    draft, _ = _draft(place)
    _refuse(refused_id(id, names_of(draft), is_name=True))
    print_or_insert(fact_skeleton(draft, id, Type(type.value)), into, place)


def statement(
    id: IdArgument,
    document: Annotated[
        str, typer.Option("--document", metavar="ID", help="The document it stands in.")
    ],
    block: Annotated[
        int | None,
        typer.Option("--block", min=1, help="Where it stands: the line, or the block of a page."),
    ] = None,
    sentence: Annotated[
        int, typer.Option("--sentence", min=1, help="Which sentence of the block.")
    ] = 1,
    citation: Annotated[
        str | None,
        typer.Option(
            "--citation", metavar="TEXT", help="Section and paragraph, as the field cites them."
        ),
    ] = None,
    documents: DocumentsOption = None,
    into: IntoOption = None,
    pack: PackOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Write a statement to register; its digest too, where its document is in --documents."""
    from coverdict.writing.new_ids import refused_id
    from coverdict.writing.statement_skeletons import statement_skeleton

    place = find_pack(pack, knowledge)
    draft, _ = _draft(place)
    source = draft.documents.get(document)
    if source is None:
        raise failure(f"no document `{document}`", nearest(document, draft.documents))
    where = _place(source, block, sentence, citation)
    of_document = [each for each in draft.statements.values() if each.document is source]
    _refuse(refused_id(id, {each.id: each.span for each in of_document}))
    for each in of_document:
        if where is not None and each.place == where:
            raise failure(f"that sentence is registered as `{each.key}`, at {each.span}")
    found = None
    if documents is not None and where is not None:
        found = _sentence(source, documents, *where)
        print(f"{source.file}, {block}.{sentence}: {found.text}", file=sys.stderr)
    print_or_insert(statement_skeleton(source, id, where, citation, found), into, place)


def _place(
    source: Document, block: int | None, sentence: int, citation: str | None
) -> tuple[int, int] | None:
    """Block and sentence; none where a citation alone tells where a statement stands, if it may."""
    if block is not None:
        return block, sentence
    if source.held:
        raise failure(f"`{source.id}` is held", "name the place with --block", MISUSED)
    if citation is None:
        raise failure("no place is named", "give --citation, or --block", MISUSED)
    return None


def scenario(
    id: IdArgument,
    like: Annotated[
        str | None, typer.Option("--like", metavar="ID", help="A scenario to start from.")
    ] = None,
    case: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="CASE", help="A case: it expects what comes out of it today."
        ),
    ] = None,
    question: QuestionOption = None,
    into: IntoOption = None,
    pack: PackOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Write a scenario to fill in: an empty one, one like another, or one from a case."""
    from coverdict.writing.new_ids import refused_id, scenario_ids
    from coverdict.writing.scenario_skeletons import scenario_skeleton

    place = find_pack(pack, knowledge)
    draft, read = _draft(place)
    known = scenario_ids(read)
    _refuse(refused_id(id, known))
    if like is not None and case is not None:
        raise failure("--like and --from are both given", "take one of them", 2)
    if like is not None and like not in known:
        raise failure(f"no scenario `{like}`", nearest(like, known))
    asked = asked_question(draft, question) or draft.main_question.id
    if case is None:
        skeleton = scenario_skeleton(draft, id, asked, like)
    else:
        from coverdict_cli.new_scenarios import scenario_of

        skeleton = scenario_of(place, id, case, asked)
    print_or_insert(skeleton, into, place)


def _draft(place: Place) -> tuple[Pack, PackRead]:
    """The pack as far as it is written: what is still to be filled in does not stand in the way."""
    from coverdict.api.opening import read_draft

    read = read_draft(place.folder, place.shown_as)
    if read.pack is None:
        raise Failure(told(read.diagnostics, read.texts))
    return read.pack, read


def _refuse(refused: Refused | None) -> None:
    if refused is not None:
        raise failure(refused.message, refused.help)


def _sentence(document: Document, folder: Path, block: int, sentence: int) -> Sentence:
    """The sentence at that place of the document, which must be at hand."""
    from coverdict.loading.document_files import read_document
    from coverdict.loading.document_kinds import unit_of

    if document.file is None:
        raise failure(f"`{document.id}` is not held", "leave --documents out")
    path = folder / document.file
    held, found = read_document(path, str(path), document.encoding)
    if held is None:
        raise Failure(told(found))
    for each in held.sentences:
        if (each.block, each.sentence) == (block, sentence):
            return each
    unit, last = unit_of(document.file), held.sentences[-1].block
    near = [f"{each.block}" for each in held.sentences if abs(each.block - block) < 3]
    listed = ", ".join(dict.fromkeys(near))
    help = f"there are sentences in {listed}" if near else f"the last one is in {unit} {last}"
    raise failure(f"`{path}` has no sentence {sentence} in {unit} {block}", help)

"""``coverdict show``: anything of a pack in plain words, with everything that uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.failing import failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import opened_pack, with_originals
from coverdict_cli.options import (
    DocumentsOption,
    Format,
    FormatOption,
    KnowledgeOption,
    PackOption,
)
from coverdict_cli.output import emit, width
from coverdict_cli.output import show as show_page

if TYPE_CHECKING:
    from coverdict.explaining.descriptions import Description
    from coverdict.vocabulary.packs import Pack


def show(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A rule, fact, parameter, code set, criterion, choice, amount, duty, question,"
            " document or statement.",
        ),
    ],
    pack: PackOption = None,
    documents: DocumentsOption = None,
    knowledge: KnowledgeOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Show a rule, a fact or anything else of a pack, and what uses it."""
    from coverdict.explaining.descriptions import describe

    knowledge_pack = opened_pack(find_pack(pack, knowledge))
    found = describe(knowledge_pack, id)
    if found is None:
        raise failure(f"nothing in this pack is called `{id}`", _help(knowledge_pack, id))
    _print(with_originals(found, knowledge_pack, documents), form)


def _help(pack: Pack, id: str) -> str | None:
    from coverdict.explaining.descriptions import nearest_ids

    near = nearest_ids(pack, id)
    return f"did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else None


def _print(description: Description, form: Format) -> None:
    match form:
        case Format.JSON:
            from coverdict.presenting.as_json import as_json

            emit(as_json(description))
        case Format.MARKDOWN:
            from coverdict.presenting.markdown import description_as_markdown

            emit(description_as_markdown(description))
        case Format.TEXT:
            from coverdict.presenting.description_text import description_as_text

            show_page(description_as_text(description, width()))

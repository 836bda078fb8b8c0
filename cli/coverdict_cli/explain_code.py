"""``coverdict explain-code``: the page of a diagnostic code, or the list of all codes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.failing import Failure, failure
from coverdict_cli.options import Format, FormatOption
from coverdict_cli.output import emit, show, width

if TYPE_CHECKING:
    from coverdict.loading.code_pages import CodePage

_CODE = re.compile(r"(?:error|warning)?\[?(?:CV)?[-_]?([0-9]{3})\]?:?", re.IGNORECASE)
_MOST = 3  # codes that are offered for one that is not known


def explain_code(
    code: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE", help="A code such as CV301, or 301. Default: list them all."
        ),
    ] = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Explain a code of a diagnostic: what it means, an example, how it is mended."""
    if not code:
        _list(form)
        return
    _print(_page(" ".join(code)), form)


def page_of(code: str) -> CodePage:
    """The page of a code that is registered."""
    from coverdict import data_root
    from coverdict.loading.code_pages import read_code_page

    return read_code_page(code, data_root() / "docs" / "codes")


def _page(wanted: str) -> CodePage:
    """The page of the code as people type it: ``cv301``, ``CV 301``, ``301``, ``error[CV301]``."""
    from coverdict.vocabulary.codes import CODES

    meant = _CODE.fullmatch("".join(wanted.split()))
    code = f"CV{meant[1]}" if meant else wanted
    if code not in CODES:
        raise _unknown(code)
    return page_of(code)


def _unknown(code: str) -> Failure:
    from coverdict.vocabulary.codes import CODES, GROUPS

    groups = ", ".join(f"{group}xx {title}" for group, title in GROUPS.items())
    told = (f"`{known}` ({CODES[known]})" for known in _nearest(code, CODES))
    meant = f"did you mean {listed}? There" if (listed := " or ".join(told)) else "there"
    return failure(f"no code `{code}`", f"{meant} are {groups}; without a code, all are listed")


def _nearest(wanted: str, codes: Mapping[str, str]) -> list[str]:
    """The codes whose titles have the word, else those that differ in one figure, the closest numbers first."""
    word = wanted.casefold()
    if titled := [code for code, title in codes.items() if word in title.casefold()]:
        return sorted(titled)[:_MOST]
    like = difflib.get_close_matches(wanted.upper(), codes, n=len(codes), cutoff=0.8)
    number = int(wanted[2:]) if re.fullmatch("CV[0-9]{3}", wanted) else 0
    return sorted(like, key=lambda code: (abs(int(code[2:]) - number), code))[:_MOST]


def _list(form: Format) -> None:
    from coverdict.presenting.code_page import codes_by_group, list_of_codes

    match form:
        case Format.JSON:
            from coverdict.presenting.as_json import as_json

            emit(as_json({"codes": codes_by_group()}))
        case Format.MARKDOWN:
            from coverdict.presenting.page_markdown import page_as_markdown

            emit(page_as_markdown(list_of_codes()))
        case Format.TEXT:
            from coverdict.presenting.page_text import page_as_text

            show(page_as_text(list_of_codes(), width()))


def _print(page: CodePage, form: Format) -> None:
    match form:
        case Format.JSON:
            from coverdict.presenting.as_json import as_json

            emit(as_json(page))
        case Format.MARKDOWN:
            emit(page.text)
        case Format.TEXT:
            from coverdict.presenting.code_page import code_page_as_text

            show(code_page_as_text(page, width()))

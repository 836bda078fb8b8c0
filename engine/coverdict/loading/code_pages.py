"""The page of a diagnostic code, from the folder of pages: what it means, why it is refused, an example, its mend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_HEAD = re.compile(
    r"# (?P<code>CV\d{3}): (?P<title>[^\n]+)\n\n"
    r"(?P<meaning>.+?)\n\n"
    r"- why: (?P<why>.+?)\n"
    r"- what to do: (?P<mend>.+?)\n(?:\n|$)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class CodePage:
    """A page as Markdown in ``text``; what its first lines say of the code stands by itself too."""

    code: str
    title: str
    meaning: str
    why: str
    mend: str
    text: str


def read_code_page(code: str, folder: Path) -> CodePage:
    """The page of a code that has one; a page in another form is a bug and raises."""
    text = (folder / f"{code}.md").read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None or head["code"] != code:
        raise ValueError(f"the page of {code} does not begin as pages do")
    said = {name: " ".join(part.split()) for name, part in head.groupdict().items()}
    return CodePage(**said, text=text)

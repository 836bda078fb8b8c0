"""Statements registered from a document, for tests to hold against another edition of it."""

from coverdict.auditing.documents.editions import Standing, held_against
from coverdict.loading.documents import sentences
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.sources import Document, Rank, Role, Statement

SIGN = Document("sign", "The sign", Rank.MANUAL, True, Span("sign.yaml"), "sign.txt", "sha256:0")


def registered(text: str, headings: bool = True, says: str | None = None) -> list[Statement]:
    """A statement for each sentence of the text, called s1, s2 and so on."""
    return [
        Statement(
            SIGN,
            f"s{number}",
            each.block,
            each.sentence,
            each.heading if headings else None,
            each.digest,
            says or each.text,
            Role.ENCODED,
            None,
            Span("sign.yaml", number),
        )
        for number, each in enumerate(sentences(text), 1)
    ]


def standings(was: str, now: str, says: str | None = None) -> tuple[list[str], list[str]]:
    """What became of each statement of the old text, with its new place; and the sentences that none covers."""
    checked, over = held_against(registered(was, says=says), sentences(now))
    found = []
    for each in checked:
        place = f" {each.found.block}.{each.found.sentence}" if each.found else ""
        among = "".join(f" {one.block}.{one.sentence}" for one in each.among)
        kept = each.standing is Standing.UNCHANGED
        found.append(str(each.standing) if kept else f"{each.standing}{place}{among}")
    return found, [each.text for each in over]

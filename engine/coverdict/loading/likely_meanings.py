"""What was most likely meant by a key or a text that is not known."""

from __future__ import annotations

import re
from collections.abc import Collection

from coverdict.loading.names import nearest

# What other languages and plain English call the keys; the first that is known and free is meant.
_OTHER_NAMES = {
    "if": ("when",),
    "condition": ("when",),
    "conditions": ("when",),
    "except": ("unless",),
    "conclusion": ("then",),
    "source": ("cites",),
    "sources": ("cites",),
    "citation": ("cites",),
    "name": ("id", "title"),
    "description": ("title",),
    "question": ("asks",),
    "values": ("of",),
    "options": ("of",),
    "period": ("effective",),
    "valid": ("effective",),
    "start": ("from",),
    "end": ("until",),
    "to": ("until",),
    "value": ("is",),
    "equals": ("is",),
    "text": ("says",),
    "greater": ("above",),
    "gt": ("above",),
    "gte": ("at-least",),
    "less": ("below",),
    "lt": ("below",),
    "lte": ("at-most",),
    "min": ("minimum", "at-least"),
    "max": ("maximum", "at-most"),
    "facts": ("case",),
}
_FOLDERS = {
    "pack": "pack.yaml",
    "kinds": "pack.yaml",
    "presumptions": "facts/",
    "impossible": "facts/",
    "questions": "questions/",
    "document": "sources/",
    "statements": "sources/",
    "facts": "facts/",
    "parameters": "parameters/",
    "code-sets": "codes/",
    "tables": "codes/",
    "criteria": "rules/",
    "choices": "rules/",
    "amounts": "rules/",
    "duties": "rules/",
    "rules": "rules/",
    "scenarios": "scenarios/",
    "terms": "terms/",
    "waivers": "waivers/",
    "catalogue": "catalogue/",
    "entries": "catalogue/",
}


def likely_key(key: str, free: Collection[str]) -> str | None:
    """The known key, of those not written yet, that was most likely meant.

    >>> likely_key("if", ["when", "then"]), likely_key("titel", ["title"]), likely_key("x", ["id"])
    ('when', 'title', None)
    """
    meant = (item for item in _OTHER_NAMES.get(key, ()) if item in free)
    return next(meant, None) or nearest(key, free)


def home_of(key: str) -> str | None:
    """Where a key of a file's top level belongs, in words.

    >>> home_of("rules"), home_of("pack"), home_of("title")
    ('a file under rules/', 'pack.yaml', None)
    """
    folder = _FOLDERS.get(key)
    return f"a file under {folder}" if folder and folder.endswith("/") else folder


def respelled(text: str) -> tuple[str, ...]:
    """Other spellings of what may have been meant: a day, an id, an amount.

    >>> respelled("2026-1-5")[0], respelled("Visit_Setting")[0], respelled("$2,480.00")[1]
    ('2026-01-05', 'visit-setting', '2480.00')
    """
    day = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", text.strip())
    days = (f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}",) if day else ()
    return (*days, as_id(text), re.sub(r"[$,\s]", "", text))


def likely_money(text: str) -> str | None:
    """The amount that was most likely meant, as the language writes it; None where two could be meant.

    >>> likely_money("1,234.00"), likely_money("$1234"), likely_money("11250 cents")
    ('1234.00', '1234.00', '112.50')
    >>> likely_money("112,50"), likely_money("1.234,50"), likely_money("-5"), likely_money("1.125")
    ('112.50', '1234.50', None, None)
    """
    bare = re.sub(r"\s|\$|usd|dollars?", "", text.lower())
    if cents := re.fullmatch(r"([0-9]{1,18})(?:cents?|c|¢)", bare):
        padded = cents[1].zfill(3)
        return _in_dollars(padded[:-2], padded[-2:])
    for grouping, point in ((",", r"\."), (r"\.", ",")):
        groups = rf"([0-9]+|[0-9]{{1,3}}(?:{grouping}[0-9]{{3}})+)(?:{point}([0-9]{{1,2}}))?"
        if found := re.fullmatch(groups, bare):
            if grouping == r"\." and found[2] is None:
                return None  # 1.125 may be a thousand, or a little more than one
            return _in_dollars(re.sub("[.,]", "", found[1]), found[2] or "")
    return None


def _in_dollars(whole: str, cents: str) -> str | None:
    dollars = whole.lstrip("0") or "0"
    return f"{dollars}.{cents.ljust(2, '0')}" if len(dollars) <= 18 else None


def as_id(text: str) -> str:
    """The text written as ids are: small letters, hyphens; a leading dollar sign is kept."""
    sign, body = ("$", text[1:]) if text.startswith("$") else ("", text)
    hyphened = re.sub(r"([a-z0-9])([A-Z])", r"\1-\2", body.strip())
    return sign + re.sub(r"[\s_-]+", "-", hyphened).lower().strip("-")

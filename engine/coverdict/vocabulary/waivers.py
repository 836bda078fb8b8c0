"""Waivers: findings that an analyst has looked at and excuses, until what they excuse changes."""

from __future__ import annotations

from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.records import record


@record
class Waiver:
    """One finding excused, and why.

    ``excuses`` is the code of a warning, or ``mutant`` for a change of a rule that no scenario notices; ``about`` is
    the id of what it was found in, ``change`` the mutant's change in words. ``digest`` is that of the content of what
    is excused: when it changes, the waiver lapses.
    """

    excuses: str
    about: str
    digest: str
    why: str
    span: Span
    change: str | None = None


@record
class Excusable:
    """A warning that may be excused, with what a waiver of it has to say."""

    diagnostic: Diagnostic
    about: str
    digest: str

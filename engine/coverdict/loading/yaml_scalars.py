"""What a scalar outside quotes means, and which ones are refused as YAML readers disagree on them.

Enters the text of a plain scalar. Leaves its value, or a `Refusal` that also says what was most
likely meant, so that one mistake is reported once and the rest of the file can still be read.
"""

import re

from coverdict.vocabulary.records import record

MAX_DIGITS = 18


@record
class Refusal:
    """Why a plain scalar has no value; `meant` stands in for it until it is mended."""

    code: str
    message: str
    why: str
    help: str
    meant: str | int | bool = ""


_TRUTH = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_NOT_WORDS = frozenset("+-.0123456789")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_DAY_AND_TIME = re.compile(
    r"\d{4}-\d\d?-\d\d?(?:[Tt]| +)\d\d?:\d\d(?::\d\d(?:\.\d*)?)?"
    r" *(?:[Zz]|[-+]\d\d?(?::?\d\d)?)?",
    re.ASCII,
)
_CLOCK = re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?", re.ASCII)
_BASE = re.compile(r"[-+]?0(?:[xX][\da-fA-F_]+|[oO][0-7_]+|[bB][01_]+)", re.ASCII)
_EXPONENT = re.compile(r"[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)[eE][-+]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:\d[\d_]*\.[\d_]*|\.\d[\d_]*)", re.ASCII)
_DIGITS = re.compile(r"[-+]?\d[\d_]*", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)")


def resolved(text: str) -> str | int | bool | Refusal:
    """The value of a plain scalar: `true` and `false`, whole numbers, and text; dates stay text.

    >>> resolved("true"), resolved("-12"), resolved("2026-03-02"), resolved("private-office")
    (True, -12, '2026-03-02', 'private-office')
    >>> resolved("600.00").help
    'put it in quotes: `"600.00"`'
    """
    if text == "true":
        return True
    if text == "false":
        return False
    if text in _NULL:
        return null(text)
    if text[0] in _NOT_WORDS:
        return _number_or_text(text)
    truth = _TRUTH.get(text.lower())
    return text if truth is None else _truth(text, truth)


def null(text: str) -> Refusal:
    """The refusal of a null, written out or left empty."""
    return Refusal(
        "CV138",
        f"`{text}` stands for no value" if text else "a value is missing",
        "nothing at all could mean unknown, none or forgotten, and a decision must not guess which",
        "write a value, or leave the key out",
    )


def exponent(text: str) -> Refusal:
    """The refusal of a number in exponent form."""
    shown = shortened(text)
    return Refusal(
        "CV132",
        f"`{shown}` is written with an exponent",
        "it can be read as a number or as a code such as `1E3`",
        f'write the number in full, or put a code in quotes: `"{shown}"`',
        text,
    )


def not_finite(text: str) -> Refusal:
    """The refusal of infinity, and of what is not a number."""
    return Refusal(
        "CV136",
        f"`{text}` is not a finite number",
        "nothing can be counted or paid with it",
        "write a number, or leave the key out",
        text,
    )


def too_long(text: str) -> Refusal:
    """The refusal of a whole number that no amount or count can be."""
    return Refusal(
        "CV133",
        f"whole number of more than {MAX_DIGITS} digits",
        "no count and no amount is that large, and an identifier is a text",
        f'put an identifier in quotes: `"{shortened(text)}"`',
        text,
    )


def shortened(text: str, most: int = 40) -> str:
    """The text, with its end left out when it is too long to be quoted in a message."""
    return text if len(text) <= most else text[: most - 1] + "\u2026"


def _truth(text: str, truth: bool) -> Refusal:
    meant = "true" if truth else "false"
    alternative = "" if text.lower() == meant else f', or `"{text}"` for the text'
    return Refusal(
        "CV137",
        f"`{text}` is not how true or false is written",
        "some YAML readers take it for true or false, others for a text",
        f"write `{meant}`{alternative}",
        truth,
    )


def _number_or_text(text: str) -> str | int | Refusal:
    if _WHOLE.fullmatch(text):
        return int(text) if len(text.lstrip("-")) <= MAX_DIGITS else too_long(text)
    if _NOT_FINITE.fullmatch(text):
        return not_finite(text)
    if _DAY_AND_TIME.fullmatch(text):
        return _day_and_time(text)
    if _CLOCK.fullmatch(text):
        return _clock(text)
    if _BASE.fullmatch(text):
        return _ambiguous(text, "written in another base", "other readers take it for a text")
    if _EXPONENT.fullmatch(text):
        return exponent(text)
    if _DECIMAL.fullmatch(text):
        why = "it would become a binary fraction, which cannot hold cents exactly"
        return _ambiguous(text, "a decimal number outside quotes", why)
    if _DIGITS.fullmatch(text):
        return _oddly_written(text)
    return text


def _oddly_written(text: str) -> Refusal:
    if text[0] == "+":
        return _ambiguous(text, "a number with a plus sign", "some readers take it for a text")
    if "_" in text:
        return _ambiguous(text, "a number with underscores", "some readers take it for a text")
    return _ambiguous(text, "a number with a leading zero", "some readers count it in eights")


def _ambiguous(text: str, what: str, why: str) -> Refusal:
    shown = shortened(text)
    return Refusal("CV132", f"`{shown}` is {what}", why, f'put it in quotes: `"{shown}"`', text)


def _clock(text: str) -> Refusal:
    shown = shortened(text)
    return Refusal(
        "CV134",
        f"`{shown}` looks like a time of day",
        "some YAML readers count it in sixties and make a whole number of it",
        f'put it in quotes: `"{shown}"`',
        text,
    )


def _day_and_time(text: str) -> Refusal:
    day = re.split(r"[Tt ]", text, maxsplit=1)[0]
    return Refusal(
        "CV135",
        f"`{shortened(text)}` is a date with a time",
        "rules go by days, and a time can shift the day with the time zone",
        f"write the day alone: `{day}`",
        day,
    )

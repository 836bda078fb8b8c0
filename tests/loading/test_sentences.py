import unicodedata

import pytest

from coverdict.loading.sentences import sentence_digest


def test_the_digest_is_blind_to_spaces_quotes_and_soft_hyphens() -> None:
    assert sentence_digest(
        "\ufeffIt\u00a0 isn\u2019t \u201cfer\u00adried\u201d\t."
    ) == sentence_digest('It isn\'t "ferried" .')


@pytest.mark.parametrize(
    "space",
    [*"\u00a0\u1680\u2002\u2003\u2007\u2009\u200a\u2028\u202f\u205f\u3000\t\n\x0b\x0c\x85", "  "],
)
def test_any_white_space_is_a_space(space: str) -> None:
    assert sentence_digest(f"one{space}boat") == sentence_digest("one boat")


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e", "\u200f"])
def test_what_has_no_width_is_nothing(hidden: str) -> None:
    assert sentence_digest(f"har{hidden}bour") == sentence_digest("harbour")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u2018a\u2019 \u201ab\u201b", "'a' 'b'"),
        ("\u201ca\u201d \u201eb\u201f", '"a" "b"'),
        ("it\u02bcs", "it's"),
        (
            "o\ufb03ce \ufb01ve \ufb02oor o\ufb00 wa\ufb04e \ufb06 \ufb05",
            "office five floor off waffle st st",
        ),
        ("co\u2011pay and co\u2010owner", "co-pay and co-owner"),
    ],
)
def test_the_digest_is_blind_to_typesetting(one: str, other: str) -> None:
    assert sentence_digest(one) == sentence_digest(other)


@pytest.mark.parametrize("text", ["café", "caf\u00ade\u0301", "ﬁancé"])
def test_the_digest_is_blind_to_how_an_accent_is_composed(text: str) -> None:
    assert sentence_digest(unicodedata.normalize("NFD", text)) == sentence_digest(
        unicodedata.normalize("NFC", text)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10² m", "102 m"),
        ("½ cup", "1\u20442 cup"),
        ("Boat", "boat"),
        ("a-b", "ab"),
        ("5\u201310 days", "5-10 days"),
        ("it is \u22125", "it is -5"),
        ("so \u2014 or", "so \u2013 or"),
        ("æther", "aether"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u062e"),
        ("5 µg", "5 ug"),
    ],
)
def test_the_digest_tells_apart_what_may_mean_something_else(one: str, other: str) -> None:
    assert sentence_digest(one) != sentence_digest(other)

"""Terms of art: found by any name, told with what uses them, and no part of what decides."""

from dataclasses import replace
from pathlib import Path

import pytest

from coverdict import Pack, describe, open_pack, open_to_decide
from coverdict.explaining.descriptions import Description, nearest_ids
from coverdict.explaining.overviews import overview
from coverdict.presenting.overview_page import overview_page
from coverdict.presenting.pack_page import pack_page
from coverdict.presenting.page_text import page_as_text
from tests.packs_written import SOURCES, found, minimal_pack

TERMS = """\
terms:
  - id: day-ticket
    title: day ticket
    also: [single, "D.T."]
    says: A ticket that is good until the gate closes.
    cites: [sign.gate]
    about: [ticket, open-gate]
  - {id: gate, title: gate, says: The way in., cites: [sign.gate]}
"""


@pytest.fixture(name="park")
def park_of(tmp_path: Path) -> Pack:
    return with_terms(tmp_path, TERMS)


def with_terms(folder: Path, text: str) -> Pack:
    write(folder, text)
    opened = minimal_pack(folder)
    assert opened.pack is not None, opened.diagnostics
    return opened.pack


def write(folder: Path, text: str) -> None:
    (folder / "terms").mkdir(parents=True, exist_ok=True)
    (folder / "terms/all.yaml").write_text(text, encoding="utf-8")


def described(pack: Pack, name: str) -> Description:
    told = describe(pack, name)
    assert told is not None
    return told


@pytest.mark.parametrize("name", ["day-ticket", "Day  Ticket", "SINGLE", "d.t."])
def test_a_term_is_found_by_any_of_its_names_in_any_letters(park: Pack, name: str) -> None:
    told = described(park, name)
    assert (told.kind, told.id) == ("term", "day-ticket")
    assert [section.lines for section in told.sections] == [
        ("A ticket that is good until the gate closes.",),
        ("single", "D.T."),
    ]
    assert [cited.id for cited in told.statements] == ["gate"]


def test_a_term_tells_what_it_is_a_word_for_and_what_speaks_of_it(park: Pack) -> None:
    assert [(use.how, use.kind, use.id) for use in described(park, "single").used_by] == [
        ("is what it is a word for", "fact", "ticket"),
        ("is what it is a word for", "rule", "open-gate"),
    ]
    assert [(use.how, use.id) for use in described(park, "gate").used_by] == [
        ("speaks of it", "gate.open"),
        ("speaks of it", "open-gate"),
    ]


def test_what_a_term_is_about_names_the_term(park: Pack) -> None:
    for name in ("ticket", "open-gate"):
        used = described(park, name).used_by
        assert ("explains a word for it", "term", "day-ticket") in [
            (use.how, use.kind, use.id) for use in used
        ]


def test_all_terms_are_listed_in_the_order_of_the_alphabet(park: Pack) -> None:
    (section,) = described(park, "terms").sections
    assert section.lines[::2] == ("day ticket (day-ticket)", "gate (gate)")
    assert describe(replace(park, terms={}), "terms") is None


def test_the_pack_at_a_glance_counts_the_terms(park: Pack) -> None:
    text = page_as_text(overview_page(overview(park)))
    assert "1 statement, 2 terms." in text
    assert "coverdict show terms" in text


def test_the_document_of_a_pack_ends_with_its_terms(park: Pack) -> None:
    _, heading, last = page_as_text(pack_page(park, {})).rpartition("Terms of art\n")
    assert heading
    assert last.index("Day ticket") < last.index("A ticket that is good") < last.index("\nGate")


def test_a_wrong_name_is_told_the_terms_that_are_like_it(park: Pack) -> None:
    assert nearest_ids(park, "singel") == ("single", "sign")


def test_terms_decide_nothing_and_are_no_part_of_the_digest(tmp_path: Path) -> None:
    before = minimal_pack(tmp_path).pack
    write(tmp_path, TERMS)
    after = open_pack(tmp_path, "park").pack
    assert before is not None
    assert after is not None
    assert (before.digest, len(before.terms), len(after.terms)) == (after.digest, 0, 2)


def test_a_pack_that_was_kept_is_read_anew_once_its_terms_change(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with_terms(tmp_path / "park", TERMS)
    assert open_to_decide(tmp_path / "park", "park", cache).pack is not None
    write(tmp_path / "park", TERMS.replace("The way in.", "The way out."))
    opened = open_to_decide(tmp_path / "park", "park", cache)
    assert opened.pack is not None
    assert opened.pack.terms["gate"].says == "The way out."


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("id: gate", "id: day-ticket", "CV310", "`day-ticket` is declared twice"),
        ("id: gate", "id: ticket", "CV310", "`ticket` is declared twice"),
        ("title: gate", "title: Single", "CV453", "`Single` is the name of two terms, `day-tick"),
        ("[sign.gate]}", "[sign.gat]}", "CV303", "the cited statement `sign.gat` is not regist"),
        ("[ticket,", "[tickt,", "CV302", "the term `day-ticket` is about the undeclared `tickt`"),
        ("[ticket,", "[open-gat,", "CV302", "the term `day-ticket` is about the undeclared `op"),
    ],
)
def test_what_is_wrong_with_a_term_is_told(
    tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    write(tmp_path, TERMS.replace(old, new))
    (diagnostic,) = found(tmp_path)
    assert diagnostic.code == code
    assert diagnostic.message.startswith(message)


@pytest.mark.parametrize("role", ["definition", "informative", "out-of-scope"])
def test_a_term_may_cite_a_statement_of_any_role(tmp_path: Path, role: str) -> None:
    more = f"""\
  - id: words
    at: {{block: 2, sentence: 1}}
    digest: sha256:{"2" * 64}
    says: A ticket is a slip of paper.
    role: {role}
    why: it tells of words only
"""
    write(tmp_path, TERMS.replace("[sign.gate]}", "[sign.words]}"))
    assert found(tmp_path, sources=SOURCES + more) == ()

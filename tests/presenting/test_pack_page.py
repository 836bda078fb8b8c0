"""A whole pack as a document: all of it is there, it reads well, and every link leads somewhere."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from coverdict import OpenedPack, Pack, open_pack
from coverdict.auditing.scenarios.exercises import scenarios_by_rule
from coverdict.explaining.naming import value_in_words
from coverdict.presenting.pack_page import pack_page
from coverdict.presenting.page_html import page_as_html
from coverdict.presenting.page_markdown import page_as_markdown
from coverdict.presenting.page_text import page_as_text
from coverdict.presenting.pages import Page
from tests.explaining.lending import lending
from tests.packs_written import SOURCES, catalogue_of, minimal_pack

ROOT = Path(__file__).parents[2]
PACKS = ["tests/frozen/medicare-therapy", "tests/packs/library-loans"]
PACKS_PARAMETRIZED = pytest.mark.parametrize("folder", PACKS)
WIDE = 10_000


@cache
def opened(folder: str) -> OpenedPack:
    return open_pack(ROOT / folder, Path(folder).name)


def pack_of(folder: str) -> Pack:
    found = opened(folder).pack
    assert found is not None
    return found


@cache
def document(folder: str) -> Page:
    return pack_page(pack_of(folder), scenarios_by_rule(pack_of(folder), opened(folder).scenarios))


@cache
def text(folder: str) -> str:
    return page_as_text(document(folder), WIDE)


@cache
def anchors_and_links(folder: str) -> tuple[Counter[str], set[str]]:
    html = page_as_html(document(folder))
    return Counter(re.findall(r' id="([^"]*)"', html)), set(re.findall(r'href="#([^"]*)"', html))


@PACKS_PARAMETRIZED
def test_everything_in_the_pack_has_its_place(folder: str) -> None:
    pack, anchors = pack_of(folder), anchors_and_links(folder)[0]
    named = (pack.facts, pack.criteria, pack.choices, pack.amounts, pack.parameters, pack.code_sets)
    wanted = {f"name-{id}" for things in named for id in things}
    wanted |= {f"rule-{id}" for id in pack.rules} | {f"statement-{id}" for id in pack.statements}
    wanted |= {f"question-{id}" for id in pack.questions} | {
        f"document-{id}" for id in pack.documents
    }
    wanted |= {f"presumption-{each.fact}" for each in pack.presumptions}
    wanted |= {f"impossible-{each.id}" for each in pack.impossible}
    assert wanted - anchors.keys() == set()


@PACKS_PARAMETRIZED
def test_every_link_leads_to_one_place(folder: str) -> None:
    anchors, links = anchors_and_links(folder)
    assert links - anchors.keys() == set()
    assert [name for name, times in anchors.items() if times > 1] == []


@PACKS_PARAMETRIZED
def test_every_rule_is_told_with_its_period_its_sources_and_its_scenarios(folder: str) -> None:
    pack = pack_of(folder)
    parts = {part.anchor: part for part in document(folder).parts}
    for rule in pack.rules.values():
        part = parts[f"rule-{rule.id}"]
        links = {each.link for item in part.items for each in item.below}
        assert part.heading.lower() == rule.title.lower()
        assert f"rule {rule.id}, for dates of service" in (part.small or "")
        assert {f"statement-{cited.key}" for cited in rule.cites} <= links
        assert part.items[-1].text.startswith("Exercised by: “")
        assert not rule.notes or rule.notes.strip().rstrip(".") in " ".join(
            each.text for each in part.items
        )


@PACKS_PARAMETRIZED
def test_every_value_of_every_parameter_is_told_with_its_period(folder: str) -> None:
    for parameter in pack_of(folder).parameters.values():
        for value in parameter.values:
            shown = value_in_words(value.value, parameter.type, {})
            assert f"{shown} for dates of service from {value.effective.start}" in text(folder)


@PACKS_PARAMETRIZED
def test_every_statement_is_told_in_our_words_with_its_place(folder: str) -> None:
    flat = text(folder)
    for statement in pack_of(folder).statements.values():
        assert " ".join(statement.says.split()).rstrip(".") in flat
        assert f"statement {statement.key}" in flat


@PACKS_PARAMETRIZED
def test_every_form_is_the_same_each_time(folder: str) -> None:
    again = pack_page(pack_of(folder), scenarios_by_rule(pack_of(folder), opened(folder).scenarios))
    for form in (page_as_html, page_as_markdown, page_as_text):
        assert form(again) == form(document(folder))


def test_a_rule_that_no_scenario_exercises_says_so(tmp_path: Path) -> None:
    flat = page_as_text(pack_page(lending(tmp_path), {}), WIDE)
    assert "\n  No scenario exercises it.\n" in flat
    assert "Exercised by" not in flat


def test_a_conclusion_tells_how_it_stands_when_no_rule_decides() -> None:
    flat = text(PACKS[1])
    assert (
        "The reader is not one who may borrow. That is so once every rule that could say otherwise is ruled out."
        in flat
    )
    assert "A case may state it outright: Does the chief librarian let this work out?" in flat


def test_a_contradiction_stands_wherever_its_statements_do() -> None:
    assert text(PACKS[1]).count("contradicts: A film may be kept for two weeks") == 2
    assert text(PACKS[1]).count("contradicts: The time for a film is a week") == 1


def test_a_long_list_of_values_stands_below_what_is_tested() -> None:
    flat = text(PACKS[0])
    assert "- the remark codes on the notice: among them one of these:\n" in flat


def test_a_statement_tells_its_numbers_and_when_it_is_law(tmp_path: Path) -> None:
    dated = SOURCES.replace(
        "    says:",
        "    catalogue: [PT-08]\n    effective: {from: 2024-01-01, until: open}\n    says:",
    )
    catalogue_of(tmp_path, "PT-08")
    pack = minimal_pack(tmp_path, sources=dated).pack
    assert pack is not None
    told = page_as_text(pack_page(pack, {}), WIDE)
    assert "statement sign.gate, PT-08\n" in told
    assert "in effect for dates of service from 2024-01-01, with no end\n" in told


def test_a_presumption_tells_what_it_gives_way_to() -> None:
    told = text("tests/packs/library-loans")
    told = told[told.index("Taken: the reader lives in town.") :]
    says, fact = (line.strip() for line in told.splitlines()[1:3])
    assert says == "Not taken where the case says anything of these:"
    assert fact == "- The reader's own library has an agreement with this one"

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from coverdict.auditing.scenarios.matrix import matrix_of
from coverdict.presenting.matrix_page import matrix_as_csv, matrix_page
from coverdict.presenting.page_html import page_as_html
from coverdict.presenting.page_markdown import page_as_markdown
from coverdict.presenting.page_text import page_as_text
from coverdict.presenting.pages import Page
from tests.auditing.parks import HELD, OPEN, scenario, tried
from tests.packs_written import SOURCES

IN = scenario("verdict: covered", id="in")
TWO = SOURCES + (
    f"  - {{id: old, at: {{block: 2, sentence: 1}}, digest: sha256:{'2' * 64},"
    " says: Old visitors queue on the left., role: encoded}\n"
)
RULES = HELD["rules"].replace(
    "pay nothing\n    cites: [sign.gate]", "pay nothing\n    cites: [sign.old]"
)


def test_the_text_has_the_figures_and_what_is_to_mend(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, IN, sources=TWO, rules=RULES)
    text = page_as_text(matrix_page(pack, matrix_of(pack, trials), whole=False))
    assert "\n2 statements, 4 rules, 1 scenario, all as expected.\n" in text
    assert "\n  encoded           2      2                        1\n" in text
    assert "\n  - warning[CV511]: the statement `sign.old` is marked encoded" in text
    assert "\n  sign.old   encoded      1                0          0\n" in text
    assert "From statements" not in text


def test_a_pack_without_scenarios_is_not_said_to_be_as_expected(tmp_path: Path) -> None:
    pack, _ = tried(tmp_path, IN)
    text = page_as_text(matrix_page(pack, matrix_of(pack, ()), whole=False))
    assert "\n1 statement, 4 rules, 0 scenarios.\n" in text


def test_scenarios_that_failed_are_told_to_count_for_nothing(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, IN.replace("covered", "not-covered"))
    text = page_as_text(matrix_page(pack, matrix_of(pack, trials), whole=False))
    assert "1 scenario, of which 1 failed and count for nothing" in text


@pytest.mark.parametrize("form", [page_as_markdown, page_as_html])
def test_documents_have_every_name_both_ways(tmp_path: Path, form: Callable[[Page], str]) -> None:
    old = scenario("conclusions: {queue: left}", OPEN.replace("30", "95"), "old")
    pack, trials = tried(tmp_path, IN, old, sources=TWO, rules=RULES)
    text = form(matrix_page(pack, matrix_of(pack, trials)))
    down = text.index("From statements to scenarios: sign", text.index("The gate is open") - 200)
    up = text.rindex("From scenarios to statements")
    assert down < text.index("1 scenario: old") < up < text.rindex("sign.old")


def test_csv_has_a_line_for_each_statement_citation_and_scenario(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, IN, sources=TWO, rules=RULES)
    rows = list(csv.DictReader(io.StringIO(matrix_as_csv(matrix_of(pack, trials)))))
    found = {(row["statement"], row["cited by"], row["id"], row["scenario"]) for row in rows}
    assert ("sign.gate", "rule", "open-gate", "in") in found
    assert ("sign.gate", "parameter", "full-price", "in") in found
    assert ("sign.old", "rule", "old-free", "") in found
    assert {row["role"] for row in rows} == {"encoded"}

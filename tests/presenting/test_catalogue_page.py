"""The page that tells rule by rule what is encoded where."""

import csv
import io
from pathlib import Path

from coverdict.presenting.catalogue_page import catalogue_as_csv, catalogue_page
from coverdict.presenting.page_markdown import page_as_markdown
from coverdict.presenting.page_text import page_as_text
from tests.auditing.catalogued import IN, found


def text(folder: Path, *scenarios: str) -> str:
    return page_as_text(catalogue_page(found(folder, *scenarios), in_tables=False))


def markdown(folder: Path) -> str:
    return page_as_markdown(catalogue_page(found(folder), in_tables=True))


def test_the_figures_stand_at_the_head(tmp_path: Path) -> None:
    told = text(tmp_path)
    assert told.startswith(
        "Rule by rule: what is encoded where\nA visit to the park (park 1.0.0)\n"
        "6 rules: 2 followed, 1 handed on as advice, 1 used as a definition, 1 out of scope, 1\n"
        "without an answer.\n"
    )
    assert (
        "\n  followed                2                 1                  0              1\n"
        in told
    )
    assert (
        "\n  all                     6                 3                  1              1\n"
        in told
    )


def test_what_has_no_answer_is_told_before_all_else(tmp_path: Path) -> None:
    told = text(tmp_path)
    assert "\nWithout an answer\n  P-6 Dogs pay: no statement names it\n" in told
    assert told.index("Without an answer") < told.index("The law of parks")


def test_an_entry_tells_where_it_stands_and_what_follows_it(tmp_path: Path) -> None:
    told = text(tmp_path)
    assert (
        "  P-4 Dogs are asked for\n"
        "      law.ask: § 3 (statute, known from others)\n"
        "      fact dog (facts/all.yaml)\n"
        "      0 scenarios\n"
    ) in told
    assert (
        "  P-3 Dogs stay outside\n      law.out: § 2 (statute)\n      out of scope: Dogs decide nothing\n"
        in told
    )
    assert (
        "  P-5 A dog is an animal\n      law.dog: § 4 (statute)\n      used as a definition\n"
        in told
    )


def test_things_of_one_kind_and_file_are_told_together(tmp_path: Path) -> None:
    told = " ".join(text(tmp_path).split())
    assert (
        "sign.gate: line 1, sentence 1 (manual) law.left: § 5 (statute) rules open-gate, young-right"
        in told
    )
    assert "law.old: § 1 (statute, not confirmed)" in told


def test_scenarios_that_failed_are_told_to_count_for_nothing(tmp_path: Path) -> None:
    told = text(tmp_path, IN.replace("covered", "not-covered"))
    assert "1 scenario not as expected, which count for nothing" in " ".join(told.split())


def test_as_a_document_each_section_is_a_table(tmp_path: Path) -> None:
    told = markdown(tmp_path)
    head = "| Number | Rule | Stands in | What became of it | Scenarios |\n| --- | --- | --- | --- | ---: |\n"
    assert (
        f'## <a id="catalogue-parks"></a>The law of parks\n\n{head}| P-1 | Gates are open | '
        in told
    )
    assert (
        f"### Dogs\n\n{head}| P-3 | Dogs stay outside | law.out: § 2 (statute) | out of scope: Dogs"
        in told
    )
    assert "| P-6 | Dogs pay |  | without an answer |  |\n" in told
    assert "- law: The law of parks (statute)\n- sign: The sign (manual)\n" in told


def test_csv_has_a_line_for_each_entry_statement_and_citation(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(catalogue_as_csv(found(tmp_path)))))
    told = {(row["number"], row["statement"], row["encoded in"], row["id"]) for row in rows}
    assert ("P-1", "sign.gate", "rule", "open-gate") in told
    assert ("P-2", "law.old", "rule", "old-free") in told
    assert ("P-3", "law.out", "", "") in told
    assert ("P-6", "", "", "") in told
    assert {row["why"] for row in rows if row["number"] == "P-3"} == {"Dogs decide nothing."}

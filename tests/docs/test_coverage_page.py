"""docs/coverage.md is what the command writes of the Medicare pack, once that has a catalogue."""

import pytest

from tests.cli.within import ROOT, run

PAGE = ROOT / "docs/coverage.md"
CATALOGUE = ROOT / "knowledge/medicare-therapy/catalogue"


def test_the_page_is_there_where_the_pack_has_a_catalogue() -> None:
    assert PAGE.is_file() == CATALOGUE.is_dir()


@pytest.mark.prove  # it asks every scenario of the pack
def test_the_page_is_what_the_command_writes() -> None:
    done = run("sources", "catalogue", "knowledge/medicare-therapy", "--format", "markdown")
    written = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    assert done.stdout == written, (
        "run: coverdict sources catalogue medicare-therapy --format markdown -o docs/coverage.md --force"
    )

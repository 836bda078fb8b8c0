from pathlib import Path

import pytest

from tests.docs.walkthrough import ROOT, fits, run_page


@pytest.mark.parametrize(
    "name", ["README.md", "docs/impact.md", "docs/sources.md", "docs/testing.md"]
)
def test_each_command_of_the_page_prints_what_the_page_shows(name: str, tmp_path: Path) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    steps = list(run_page(page, tmp_path))
    assert len(steps) > 5
    for step in steps:
        assert fits(step), f"$ {step.command}\n{step.printed}"

from pathlib import Path

import pytest

from coverdict.loading.code_pages import CodePage, read_code_page

PAGE = """\
# CV301: a title

What it means
in two lines.

- why: because
  of this
- what to do: mend it

## Fails
"""


def test_a_page_tells_what_its_first_lines_say(tmp_path: Path) -> None:
    (tmp_path / "CV301.md").write_text(PAGE, encoding="utf-8")
    assert read_code_page("CV301", tmp_path) == CodePage(
        "CV301", "a title", "What it means in two lines.", "because of this", "mend it", PAGE
    )


@pytest.mark.parametrize(
    "text", [PAGE.replace("CV301", "CV302"), PAGE.replace("- why", "- because")]
)
def test_a_page_in_another_form_is_a_bug(tmp_path: Path, text: str) -> None:
    (tmp_path / "CV301.md").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="the page of CV301 does not begin as pages do"):
        read_code_page("CV301", tmp_path)

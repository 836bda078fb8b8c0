from coverdict.loading.code_pages import CodePage
from coverdict.presenting.code_page import code_page_as_text, codes_by_group
from coverdict.vocabulary.codes import CODES

TEXT = """\
# CV301: a *title*

A text with a `name`, a [link](there.md) and **weight** that is longer than
the line of the terminal.

- why: because
- what to do: mend it

`pool/a.yaml`:

```yaml
a:   [1,
      2]  # a line that is longer than what the terminal has, and is kept
```
"""


def shown(width: int) -> str:
    return code_page_as_text(CodePage("CV301", "a title", "", "", "", TEXT), width)


def test_text_is_wrapped_and_files_are_kept_as_they_are() -> None:
    assert shown(40) == (
        "CV301: a title\n"
        "\n"
        "  A text with a `name`, a link and\n"
        "  weight that is longer than the line of\n"
        "  the terminal.\n"
        "\n"
        "  - why: because\n"
        "  - what to do: mend it\n"
        "\n"
        "  `pool/a.yaml`:\n"
        "\n"
        "    a:   [1,\n"
        "          2]  # a line that is longer than what the terminal has, and is kept\n"
    )


def test_every_code_stands_in_one_group() -> None:
    listed = codes_by_group()
    assert [each["code"] for each in listed] == sorted(CODES)
    assert all(each["group"] for each in listed)

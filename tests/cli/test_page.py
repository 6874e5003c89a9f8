"""Pages: widths of Chinese text, wrapping, grids."""

import io
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk.cli.command import Document
from supervision_talk.cli.page import (
    BLANK,
    Grid,
    Page,
    Paragraph,
    Span,
    Style,
    cell,
    columns_of,
    laid_out,
    line,
    printable,
)
from supervision_talk.cli.screen import show, width_of, write_document
from tests.cli.test_progress import Terminal


def texts(page: Page, width: int | None) -> list[str]:
    return ["".join(span.text for span in each) for each in laid_out(page, width)]


def wrapped(text: str, width: int) -> list[str]:
    return texts((Paragraph(line(text)),), width)


def test_a_chinese_character_takes_two_columns() -> None:
    assert [columns_of(text) for text in ("谈话", "t-1", "（《", "é", "e\u0301")] == [4, 3, 4, 1, 1]


def test_text_breaks_between_words() -> None:
    assert wrapped("one two three", 9) == ["one two", "three"]


def test_text_breaks_between_chinese_characters() -> None:
    assert wrapped("一二三四五", 4) == ["一二", "三四", "五"]


def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one() -> None:
    assert wrapped("一二，三（四）", 6) == ["一二，", "三", "（四）"]
    assert wrapped("一二“三”四", 5) == ["一二", "“三”", "四"]


def test_a_citation_is_not_torn_apart() -> None:
    assert wrapped("as in Art. 11 ¶1; more", 12) == ["as in", "Art. 11 ¶1;", "more"]


def test_a_word_that_ends_at_the_edge_leaves_no_space_to_the_next_line() -> None:
    assert wrapped("one two three", 3 + 1 + 3) == ["one two", "three"]
    assert wrapped("一二 三四", 4) == ["一二", "三四"]
    assert wrapped("  one two three", 9) == ["  one two", "  three"]


def test_a_word_that_is_too_long_breaks_at_its_hyphens() -> None:
    assert wrapped("assessment-considers-talks", 22) == ["assessment-considers-", "talks"]


def test_a_word_without_hyphens_that_is_too_long_is_cut() -> None:
    assert "".join(wrapped("a" * 50, 20)) == "a" * 50


def test_lines_that_go_on_are_indented_like_the_first() -> None:
    assert wrapped("  one two three", 9) == ["  one two", "  three"]


@given(
    st.text(alphabet="ab -/，。（）《》“”一二三é¶.", max_size=80),
    st.integers(min_value=4, max_value=40),
)
def test_wrapping_loses_nothing_but_spaces_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(each.startswith(" ") for each in lines[1:]) or text.startswith(" ")
    # Signs that stay with their character may pass the edge if they alone are wider than it.
    assert all(columns_of(each) <= width or " " not in each.strip() for each in lines)


def test_a_space_at_the_end_makes_no_line_of_its_own() -> None:
    assert wrapped("  one two ", 9) == ["  one two"]


def test_a_space_between_styles_does_not_end_a_line() -> None:
    page = (Paragraph(line("one", Span(" ", Style.STRONG), "two")),)
    assert texts(page, 4) == ["one", "two"]


def test_styles_survive_wrapping() -> None:
    page = (Paragraph(line("one ", Span("two three", Style.STRONG))),)
    assert list(laid_out(page, 8)) == [
        (Span("one "), Span("two", Style.STRONG)),
        (Span("three", Style.STRONG),),
    ]


def test_a_grid_sets_columns_side_by_side_and_wraps_the_flexible_one() -> None:
    grid = Grid(
        (
            (cell("一"), cell("one two three four")),
            (cell("long"), (line("first"), line("second"))),
        ),
        flexible=1,
    )
    assert texts((grid,), 22) == [
        "一    one two three",
        "      four",
        "long  first",
        "      second",
    ]


def test_a_pipe_wraps_nothing() -> None:
    long = "word " * 100 + "end"
    assert texts((Paragraph(line(long)), BLANK), None) == [long, ""]


def test_a_grid_without_rows_is_nothing() -> None:
    assert texts((Grid((), flexible=0),), 80) == []


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\u202e", "\u200b", "\n", "\ud800"])
def test_what_steers_a_terminal_is_replaced(sign: str) -> None:
    assert printable(f"a{sign}b") == "a\ufffdb"


def test_without_rich_a_terminal_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    terminal = Terminal()
    show((Paragraph(line(Span("谈话", Style.ALARM))),), terminal, {"TERM": "xterm"})
    assert terminal.getvalue() == "谈话\n"


def test_with_rich_a_terminal_gets_styles() -> None:
    terminal = Terminal()
    show((Paragraph(line(Span("谈话", Style.ALARM))),), terminal, {"TERM": "xterm"})
    assert "谈话" in terminal.getvalue()


@pytest.mark.parametrize(("columns", "width"), [("100", 100), ("20", 40), ("500", 120)])
def test_the_width_is_kept_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width_of(io.StringIO(), os.environ) == width


def test_a_pipe_has_no_width() -> None:
    assert width_of(io.StringIO(), {}) is None


def test_a_document_comes_behind_what_was_written_before() -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="ascii")
    stream.write("before\n")
    write_document(Document(("谈话\n", "话\n".encode())), stream)
    assert written.getvalue().decode() == "before\n谈话\n话\n"


def test_a_document_is_text_where_a_stream_takes_text_alone() -> None:
    stream = io.StringIO()
    write_document(Document(("谈话\n", "话\n".encode())), stream)
    assert stream.getvalue() == "谈话\n话\n"

"""Text that people type is read alike everywhere, and never as HTML."""

import re
import time

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from papers.templatetags.papers import board_inline, board_lines, board_text
from papers.text import List, Paragraph, Run, clean, parse, to_plain

# Letters, markup, marks of lists and what Word, browsers and mischief bring along.
typed = st.lists(
    st.one_of(
        st.sampled_from(
            list("ab1*-.\n\r\t <>&\"'#()[]_`:/\x00\x0b") + ["http://", "**", "- ", "1. ", "a. "]
        ),
        st.text(max_size=5),
    ),
    max_size=60,
).map("".join)


def words(*texts):
    return tuple(Run(text) for text in texts)


def test_blank_lines_part_paragraphs_and_line_breaks_stay():
    assert parse("One\ntwo\n\n \nthree") == [
        Paragraph(words("One\ntwo")),
        Paragraph(words("three")),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("- one\n- two", "bullet"), ("1. one\n2. two", "number"), ("a. one\nb. two", "letter")],
)
def test_two_marked_lines_make_a_list(text, kind):
    assert parse(text) == [List(kind, (words("one"), words("two")))]


def test_a_list_may_follow_and_be_followed_by_words():
    assert parse("Namely:\na. one\nb. two\nand so on") == [
        Paragraph(words("Namely:")),
        List("letter", (words("one"), words("two"))),
        Paragraph(words("and so on")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- only one",
        "19. September",
        "19. September\n20. October",
        "1. one\n3. three",
        "b. two\nc. three",
        "(1)",
        "(1) one\n(2) two",
        "# x",
        "## x\n> y\n```\nz",
        "<b>bold</b> &amp; <script>alert(1)</script>",
        "*one* _two_ __three__ `four`",
        "[words](https:example)",
        "![x](file:///etc/passwd)",
        "a | b\n--|--",
        "2 ** 3 ** 4",
        "****",
        "** not bold **",
        "javascript:alert(1) ftp://example.org",
    ],
)
def test_everything_else_is_literal(text):
    assert parse(text) == [Paragraph(words(text))]
    assert to_plain(text) == text


def test_two_stars_make_bold_words():
    assert parse("That **the report** be **noted**.") == [
        Paragraph(
            (
                Run("That "),
                Run("the report", bold=True),
                Run(" be "),
                Run("noted", bold=True),
                Run("."),
            )
        )
    ]


@pytest.mark.parametrize(
    ("typed", "address", "after"),
    [
        ("https://example.org/a", "https://example.org/a", ""),
        ("https://example.org/a.", "https://example.org/a", "."),
        ("http://example.org/a_(b)", "http://example.org/a_(b)", ""),
        ("https://example.org/a),", "https://example.org/a", "),"),
        ("https://example.org/?a=1&b=2;", "https://example.org/?a=1&b=2", ";"),
    ],
)
def test_an_address_is_a_link_without_the_stop_after_it(typed, address, after):
    expected = [Run("See "), Run(address, link=address)] + [Run(after)] * bool(after)
    assert parse(f"See {typed}") == [Paragraph(tuple(expected))]


def test_a_link_may_be_bold():
    link = "https://example.org"
    assert parse(f"**{link}**") == [Paragraph((Run(link, bold=True, link=link),))]


def test_to_plain_keeps_the_words_and_the_marks_of_lists():
    text = "**Namely** https://example.org:\n1. one\n2. **two**\n\n- a\n- b"
    assert to_plain(text) == "Namely https://example.org:\n\n1. one\n2. two\n\n- a\n- b"


def test_clean_takes_out_what_nobody_can_see():
    assert clean("a\r\nb\rc\x0bd\u2028e\tf\x00g\x07\u202eh\u2066i\ud800\ufeff  \n\n") == (
        "a\nb\nc\nd\ne fghi"
    )
    assert clean(None) == ""
    assert parse(None) == []


@given(typed)
def test_parsing_never_fails_and_keeps_every_word(text):
    kept = re.sub(r"[*\s]", "", clean(text))
    assert re.sub(r"[*\s]", "", to_plain(text)) == kept


@given(typed)
def test_clean_text_stays_as_it_is(text):
    assert clean(clean(text)) == clean(text)
    clean(text).encode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", clean(text))


@given(typed)
def test_no_typed_html_reaches_the_page(text):
    ours = r"</?(div|p|ul|ol|li|strong|a|br)( (class|type|href|rel)=\"[^\"<>]*\")*>"
    for html in (board_text(text), board_inline(text), board_lines(text)):
        assert "<" not in re.sub(ours, "", html)


@pytest.mark.parametrize(
    "piece",
    ["**a ", "*", "** ", "http://a", "http://a))))", "- a\n", "a\n\n", "1. a\n", "<b>", "a"],
)
def test_a_hundred_thousand_characters_are_read_at_once(piece):
    text = (piece * 100_000)[:100_000]
    started = time.perf_counter()
    parse(text)
    parse("http://a" + ")" * 100_000)
    assert time.perf_counter() - started < 2


def printed(source, **context):
    return Template("{% load papers %}" + source).render(Context(context))


def test_the_filters_print_safe_html_in_a_template():
    text = "That **it** <be>\nnoted & https://example.org/?a=1&b=2"
    link = '<a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener">'
    inline = (
        f"That <strong>it</strong> &lt;be&gt;<br>noted &amp; "
        f"{link}https://example.org/?a=1&amp;b=2</a>"
    )
    assert printed("{{ text|board_inline }}", text=text) == inline
    assert printed("{{ text|board_text }}", text=text) == (
        f'<div class="board-text">\n<p>{inline}</p>\n</div>\n'
    )
    assert printed("{{ text|board_lines }}", text="a **b**\n\n<c>") == (
        '<p class="board-line">a **b**</p><p class="board-line">&lt;c&gt;</p>'
    )


def test_lists_print_as_lists():
    assert printed("{{ text|board_text }}", text="a. one\nb. two").split() == (
        [
            "<div",
            'class="board-text">',
            "<ol",
            'type="a">',
            "<li>one</li>",
            "<li>two</li>",
            "</ol>",
            "</div>",
        ]
    )
    assert printed("{{ text|board_inline }}", text="So:\n- one\n- two") == "So:<br>one<br>two"


def test_no_text_prints_nothing():
    for name in ("board_text", "board_inline", "board_lines"):
        assert printed(f"{{{{ text|{name} }}}}", text=" \n\x00") == ""


def test_a_number_hangs_before_the_first_words():
    number = '<span class="numbered-paragraph__number">'
    tag = "{% numbered_paragraph number text %}"
    assert f"<p>{number}4. </span>Words</p>" in printed(tag, number=4, text="Words\n\nmore")
    assert f"<p>{number}6.3 </span>Words</p>" in printed(tag, number="6.3", text="Words")
    assert f"<p>{number}4.</span></p>\n<ul>" in printed(tag, number=4, text="- a\n- b")

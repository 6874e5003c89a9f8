"""Directives that put generated reference pages into the documentation.

``{reference} rules`` writes a page from the library's own values; ``:language: zh`` writes it in
Chinese. The generators are plain functions from a language to Markdown, so that tests can read
what they write.
"""

import re
from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from pygments.lexers.data import JsonLexer
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata, OptionSpec

from docs._ext.api_pages import api_page
from docs._ext.diagrams import DIAGRAMS
from docs._ext.languages import has_counterpart, other_language
from docs._ext.measures_pages import articles_page, policy_page, rules_page
from docs._ext.record_pages import facts_page, register_page

__all__ = ["PAGES", "setup"]

LANGUAGES: Final = ("en", "zh")

PAGES: Final[Mapping[str, Callable[[str], str]]] = {
    "api": api_page,
    "articles": articles_page,
    "facts": facts_page,
    "policy": policy_page,
    "register": register_page,
    "rules": rules_page,
}
"""What can be generated."""


def _language(argument: str | None) -> str:
    return str(directives.choice(argument, LANGUAGES))


class _Reference(SphinxDirective):
    """Write a page of the reference."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"language": _language}

    def run(self) -> list[nodes.Node]:
        """Parse what the generator writes as if it stood here."""
        self.env.note_reread()  # the library may have changed, whatever became of the page
        text = PAGES[self.arguments[0]](self.options.get("language", "en"))
        return self.parse_text_to_nodes(text, allow_section_headings=True)


class _Diagram(SphinxDirective):
    """Draw a diagram; its content is the caption, which says in words what it shows."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"language": _language}

    def run(self) -> list[nodes.Node]:
        """Put the drawing into the page itself, so that it takes the page's colours."""
        self.env.note_reread()
        drawing = DIAGRAMS[self.arguments[0]](self.options.get("language", "en"))
        caption = " ".join(self.content)
        markup = f'<figure class="diagram">\n{drawing}\n<figcaption>{caption}</figcaption></figure>'
        return [nodes.raw("", markup, format="html")]


def _lead_to_other_language(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001 - as Sphinx calls it
    context: dict[str, object],
    doctree: nodes.document | None,
) -> None:
    """Put a link to the other language on top of every page."""
    if doctree is None:
        return
    page, language, text = other_language(pagename)
    address = app.builder.get_relative_uri(pagename, page)
    link = f'<a href="{address}" hreflang="{language}" lang="{language}">{text}</a>'
    context["body"] = f'<p class="other-language">{link}</p>\n{context["body"]}'
    if has_counterpart(pagename):
        alternate = f'<link rel="alternate" hreflang="{language}" href="{address}"/>'
        context["metatags"] = f"{context.get('metatags', '')}\n{alternate}"


def _language_of_page(
    app: Sphinx,  # noqa: ARG001 - as Sphinx calls it
    pagename: str,
    templatename: str,  # noqa: ARG001
    context: dict[str, object],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Say which pages are Chinese, so that browsers choose the right glyphs."""
    if pagename.startswith("zh/"):
        context["language"] = "zh-CN"


_CHINESE: Final = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef”]")


def _join_chinese_lines(app: Sphinx, doctree: nodes.document) -> None:
    """Let no space stand where a line of Chinese prose ends: Chinese has none between sentences."""
    if app.env.docname.startswith("zh/"):
        for text in list(doctree.findall(nodes.Text)):
            if text.astext() == "\n":
                siblings = text.parent.children
                before = siblings[siblings.index(text) - 1].astext()
                if _CHINESE.match(before[-1:]):
                    text.parent.remove(text)


_NO_COLON: Final = "\N{RATIO}"
_SEVERAL: Final = re.compile(r"^(?P<indent> +)(?P<names>[a-z_]+(, [a-z_…]+)+): (?P<text>.*)$")


def _before_napoleon(  # noqa: PLR0917 - as Sphinx calls it
    app: Sphinx,  # noqa: ARG001 - as Sphinx calls it
    what: str,
    name: str,  # noqa: ARG001
    obj: object,  # noqa: ARG001
    options: object,  # noqa: ARG001
    lines: list[str],
) -> None:
    """Write two things as napoleon understands them.

    It takes a property's summary for "type: description", and "start, end:" for a typed name.
    """
    if what in {"property", "attribute"} and lines:
        lines[0] = lines[0].replace(":", _NO_COLON)
    for index, line in reversed(list(enumerate(lines))):
        if several := _SEVERAL.match(line):
            first, *others = (each for each in several["names"].split(", ") if each != "…")
            lines[index] = f"{several['indent']}{first}: {several['text']}"
            lines[index:index] = [f"{several['indent']}{each}: see {first}." for each in others]


def _after_napoleon(  # noqa: PLR0917 - as Sphinx calls it
    app: Sphinx,  # noqa: ARG001 - as Sphinx calls it
    what: str,
    name: str,  # noqa: ARG001
    obj: object,  # noqa: ARG001
    options: object,  # noqa: ARG001
    lines: list[str],
) -> None:
    """Undo what was only done for napoleon."""
    if what in {"property", "attribute"}:
        lines[:] = [line.replace(_NO_COLON, ":") for line in lines]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make the directives known to Sphinx."""
    app.add_directive("reference", _Reference)
    app.add_directive("diagram", _Diagram)
    app.add_lexer("jsonl", JsonLexer)
    app.connect("html-page-context", _language_of_page)
    app.connect("html-page-context", _lead_to_other_language)
    app.connect("doctree-read", _join_chinese_lines)
    app.connect("autodoc-process-docstring", _before_napoleon, priority=400)
    app.connect("autodoc-process-docstring", _after_napoleon, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

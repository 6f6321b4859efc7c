"""What the tests of Word files share: a parser of the XML inside a body."""

from collections.abc import Callable

import pytest
from word_files import NAMESPACES

from index.parsing.limits import Limits
from index.parsing.word.reading import parse_docx
from index.report import ParsedDocument

Parse = Callable[..., ParsedDocument]


@pytest.fixture(scope="session")
def parse(build_package: Callable[[dict[str, str]], bytes]) -> Parse:
    """Parses the XML inside a body; parts are given by their names below word/, dots as two underscores."""

    def _parse(body: str, **parts: str) -> ParsedDocument:
        named = {f"word/{name.replace('__', '.')}": content for name, content in parts.items()}
        if "relations" in parts:
            named["word/_rels/document.xml.rels"] = named.pop("word/relations")
        document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        return parse_docx(build_package({"word/document.xml": document, **named}), Limits())

    return _parse


@pytest.fixture(scope="session")
def blocks(parse: Parse) -> Callable[..., list[tuple[str, int, str]]]:
    """What `parse` gives, as (kind, level, text) a block."""

    def _blocks(body: str, **parts: str) -> list[tuple[str, int, str]]:
        document = parse(body, **parts)
        return [(each.kind.value, each.level, document.text[each.start : each.end]) for each in document.blocks]

    return _blocks

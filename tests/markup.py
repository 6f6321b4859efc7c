"""Reads HTML as a browser would, with the standard library: text content, marks, tags and attributes."""

from html.parser import HTMLParser


class Markup(HTMLParser):
    """What a piece of HTML holds. `text` is its text content, `marks` that of each `<mark>`, in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.marks: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self._inside = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend((tag, name, value or "") for name, value in attrs)
        if tag == "mark":
            self._inside += 1
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._inside -= 1

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._inside:
            self.marks[-1] += data

    def values(self, name: str) -> list[str]:
        """The values of an attribute, in order."""
        return [value for _, each, value in self.attributes if each == name]


HOSTILE = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<img src='http://outside.example/a.png'>",
    "<svg onload=window.pwned=1>",
    "<iframe src=javascript:parent.pwned=1></iframe>",
    "<a href='javascript:window.pwned=1'>x</a>",
    "<body onload=window.pwned=1>",
    "<style>@import 'http://outside.example/a.css';</style>",
    "<link rel=stylesheet href=http://outside.example/b.css>",
    "<meta http-equiv=refresh content='0;url=http://outside.example/'>",
    "<base href=http://outside.example/>",
    "<form action=http://outside.example/><button>go</button></form>",
    "<object data=http://outside.example/c></object>",
    "<video src=http://outside.example/d autoplay></video>",
    "</p></div></mark><h1>out</h1>",
    '"><img src=x onerror=window.pwned=1>',
    "' onmouseover='window.pwned=1",
    '" autofocus onfocus="window.pwned=1',
    "![x](http://outside.example/e.png)",
    "[x](http://outside.example/)",
    "[x](javascript:window.pwned=1)",
    "http://outside.example/auto",
    "$$\\href{javascript:window.pwned=1}{x}$$ $x^2$ \\(y\\)",
    "**bold** _under_ `code` ~~gone~~ # no heading",
    "${window.pwned=1} {{value}} {{#if value}}x{{/if}}",
    "`${window.pwned=1}`",
    "&lt;script&gt;window.pwned=1&lt;/script&gt; &amp; &#x3c;",
    "<!-- comment --><![CDATA[x]]>",
    "<details open ontoggle=window.pwned=1>",
    "\u202ereversed\u202c \u200bzero\ufeff \U000e0041",
)

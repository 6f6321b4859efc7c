"""What opens a numbered line: 第三章, 一、, （一）, 1., 1.1, (a), ①, and where each of them is to be believed.

Readers of files ask it to tell where a paragraph begins; what number it is and which heading stands above which is
`index.structure.numbering`'s. The patterns differ where lines do: one that was wrapped at a width may begin with any
piece of a sentence, one that its writer broke may not.
"""

from index.patterns import regex

_HAN = "[一二三四五六七八九十百零〇]"
_DIVISION = rf"第(?:{_HAN}|\d)+(?:部分|[章节節编編条條部篇])"
# 款 and 项 are named in the middle of a sentence far oftener than at the head of a line: 依照第五条第二款.
_CLAUSE = rf"第(?:{_HAN}|\d)+[款项項]"
_HAN_POINT = rf"{_HAN}+[、．]"
_BRACKETED = rf"[（(](?:{_HAN}|\d)+[)）]"
# Not 15、16号线, nor 3.5%.
_DIGIT = r"\d{1,2}[.．、](?!\d)"
_CIRCLED = "[①-⑳]"

# A line of plain text, wrapped or not.
OPENS_LINE = regex(rf"{_DIVISION}[\s\u3000]*|{_HAN_POINT}|{_BRACKETED}|{_DIGIT}")
# Behind a break that the writer made: nothing is wrapped there, so 一是, 1) and ① count too.
OPENS_BROKEN_LINE = regex(
    rf"{_DIVISION}|{_CLAUSE}|{_HAN}+(?:[、．]|是)|{_BRACKETED}|{_DIGIT}|\d{{1,2}}[)）]|{_CIRCLED}"
)
# A printed line ends wherever its width does: 1. may be the rest of 2021., a decimal is believed where words follow.
OPENS_PRINTED_LINE = regex(rf"{_DIVISION}|{_HAN_POINT}|{_BRACKETED}|\d{{1,2}}[、．]|\d{{1,2}}(?:\.\d{{1,2}})+\s?\D")
# An item of a list, which begins nowhere but at its head: letters count, and one bracket is enough.
OPENS_ITEM = regex(
    rf"[（(]?(?:\d{{1,3}}|{_HAN}{{1,3}}|[a-zA-Z])(?:[)）、]|[.．](?!\d))|{_DIVISION}|{_CLAUSE}|{_CIRCLED}"
)
# A sentence, inside a paragraph too: （一）, 1., 一是, 第一，.
OPENS_SENTENCE = regex(rf"\s*(?:[（(]?(?:{_HAN}|\d){{1,3}}[)）、.．]|{_HAN}是|第{_HAN}，)(?!\d)")
# A heading: its label is group 1.
OPENS_HEADING = regex(
    rf"\s*({_DIVISION}|{_BRACKETED}|{_HAN}+、|\d+(?:\.\d+)+|\d+[.、．]|{_CIRCLED}|(?:PART|Part|Item|ITEM)\s+[\dIVXA-Z]+\.?)"
)

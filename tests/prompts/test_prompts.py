"""Every prompt renders, and its fields are the ones fixed here."""

import string
from importlib import resources

import pytest
from langchain_core.prompts import PromptTemplate

from prompts import load

FIELDS = {
    "answer.zh": {"question", "passages", "delimiter"},
    "answer.en": {"question", "passages", "delimiter"},
    "quote.zh": {"question", "passages", "delimiter"},
    "quote.en": {"question", "passages", "delimiter"},
    "judge.zh": {"claim", "quotes", "delimiter"},
    "judge.en": {"claim", "quotes", "delimiter"},
    "rewrite.zh": {"question", "history"},
    "rewrite.en": {"question", "history"},
}


def test_the_prompts_are_those_known_here() -> None:
    names = {
        path.name.removesuffix(".md") for path in resources.files("prompts").iterdir() if path.name.endswith(".md")
    }
    assert names == set(FIELDS)


@pytest.mark.parametrize("name", FIELDS)
def test_a_prompt_renders_with_exactly_its_fields(name: str) -> None:
    template = load(name)
    assert {field for _, field, _, _ in string.Formatter().parse(template) if field} == FIELDS[name]
    values = {"question": "问{x}", "passages": "S1 原文{x}", "delimiter": "#7f3a#", "history": "- 前一问{x}"}
    values |= {"claim": "所说{x}", "quotes": "原文[S1]{x}"}
    rendered = PromptTemplate.from_template(template).format(**{field: values[field] for field in FIELDS[name]})
    for field in FIELDS[name]:
        assert values[field] in rendered
    if "delimiter" in FIELDS[name]:
        assert rendered.count("#7f3a#") >= 3


def test_a_missing_prompt_names_those_there_are() -> None:
    with pytest.raises(LookupError) as caught:
        load("nothing")
    assert str(caught.value) == f"no prompt 'nothing'; there are: {', '.join(sorted(FIELDS))}"

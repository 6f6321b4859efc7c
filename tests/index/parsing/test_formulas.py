import lxml.etree as etree
import pytest

from index.parsing.formulas import latex_text, mathml_text


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"3.6\times10^4", "3.6×10^4"),
        (r"1.2 \times 10^{-4}\,\text{吨}", "1.2 ×10^-4 吨"),
        (r"\frac{1}{5}", "1/5"),
        (r"\frac{1}{\frac{2}{3}}", "1/(2/3)"),
        (r"16.2^{\circ}C", "16.2°C"),
        (r"PM_{2.5} \le 30\%", "PM2.5 ≤30%"),
        (r"\unknown{5}", "unknown5"),
    ],
)
def test_latex_in_a_line(source: str, shown: str) -> None:
    assert latex_text(source) == shown


def test_mathml_in_a_line() -> None:
    source = "<math><mn>3</mn><mo>×</mo><msup><mn>10</mn><mn>4</mn></msup><mfrac><mn>1</mn><mn>5</mn></mfrac></math>"
    assert mathml_text(etree.fromstring(source)) == "3×10^41/5"

"""Small reports of our own, read as a file would be, and a question asked of them."""

from hashlib import sha256

import pytest
from told_questions import Answerer, Ask

from assistant.answering.reply import Reply
from assistant.query.understanding import understand
from index.parsing.plain_text import parse_text
from index.report import Report
from index.structure.metadata import read_metadata
from index.structure.sections import section_tree

COUNTY = """2025年青禾县政府工作报告
——2025年1月9日在青禾县第十届人民代表大会第四次会议上
青禾县人民政府县长 周 明
各位代表：
一、2024年工作回顾
全年地区生产总值120亿元，增长6.1%；社会消费品零售总额增长3.2%，居民消费价格下降0.2%。
旅游综合收入9亿元，没有完成目标。究其原因，主要是汛期景区停业。
受大客户减产影响，光电产业产值有所下降。陶瓷展览馆因设计变更推迟开馆。
10月28日，青禾至南岭高速公路建成通车。茶叶交易中心3月开市。电视剧《山那边》获飞天奖。
白石村入选全国最美乡村，东岭水泥公司获评首座“零碳工厂”。新型水稻收割机“铁牛二号”投用。
光纤里程突破300公里、全省第一。粮食产量居全省第二、油料产量居全省第一。
12件民生实事全部办结。未发生重大安全事故。绿电占比超40%。
二、2025年工作安排
建成青禾大桥，旅游综合收入目标10亿元，主要考虑留有余地。到2027年实现公交全覆盖。
"""
NEIGHBOUR = """2025年南岭县政府工作报告
——2025年1月12日在南岭县第十届人民代表大会第四次会议上
一、2024年工作回顾
全年地区生产总值90亿元，增长4.0%；居民消费价格上涨0.4%。
二、2025年工作安排
改造老旧小区12个。
"""
COMPANY = """Northmoor Freight Annual Report 2024
Northmoor Freight carries parcels for 900 customers.
Van charging was late because the grid connection at Holt Quay arrived in October 2024.
A driver died at our Holt Quay depot in May 2024.
We closed the northern gate of the Ferris yard in March 2024. We did not close the southern gate.
"""


def read_as_report(name: str, text: str) -> Report:
    """A report as the library would have it."""
    document = parse_text(text)
    metadata = read_metadata(document, name)
    digest = sha256(text.encode()).hexdigest()
    sections = section_tree(document, metadata.year)
    return Report(digest, metadata, document.text, digest, "", sections, document.blocks)


@pytest.fixture(scope="session")
def told_reports() -> tuple[Report, ...]:
    return (
        read_as_report("2025年青禾县政府工作报告.txt", COUNTY),
        read_as_report("2025年南岭县政府工作报告.txt", NEIGHBOUR),
        read_as_report("northmoor-2024.txt", COMPANY),
    )


@pytest.fixture(scope="session")
def ask(told_reports: tuple[Report, ...]) -> Ask:
    """Asks an answerer a question of the reports in its scope; every quote stands in its report."""

    def asked(answerer: Answerer, question: str) -> Reply | None:
        understanding = understand(question, [report.metadata for report in told_reports])
        scope = understanding.scope
        inside = [each for each in told_reports if scope.admits(each.report_id, each.metadata, each.text)]
        reply = answerer(understanding, inside)
        for line in reply.lines if reply else ():
            assert line.quotes
            assert all(quote.text and quote.text in quote.report.text for quote in line.quotes)
        return reply

    return asked

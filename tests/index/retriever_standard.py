"""LangChain's standard tests of a retriever.

They have a process to themselves (`test_retriever.py` starts it), because they open an event
loop, and a browser test that ran before them in the same process keeps one running.
"""

from typing import Any

import pytest
from fakes import FIRST, SECOND, library_in
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from index import Library, ReportRetriever


class TestAsLangChainTestsIt(RetrieversIntegrationTests):
    """LangChain's own class, with our constructor and question."""

    @pytest.fixture(autouse=True)
    def _library(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        folder = tmp_path_factory.mktemp("retriever")
        for name, text in (
            ("a.txt", FIRST),
            ("b.txt", SECOND),
            ("c.txt", "2022年丰水县政府工作报告\n\n粮食产量3万吨。"),
        ):
            (folder / name).write_text(text, "utf-8")
        self.library: Library = library_in(folder / "library")
        self.library.add(sorted(folder.glob("*.txt")))

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return ReportRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"library": self.library, "k": 3}

    @property
    def retriever_query_example(self) -> str:
        return "粮食产量"

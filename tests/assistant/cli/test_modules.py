"""What a question loads: the engines that it is answered with, and nothing of what it can do without."""

import subprocess
import sys
from pathlib import Path

# Each takes .2 to 4 s of processor time to import, and 20 to 700 MB.
NEVER = (
    "torch",
    "transformers",
    "sentence_transformers",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "langsmith",
)
NOR = ("gradio", "onnx", "pandas", "sklearn", "scipy", "openai", "reportlab", "docx", "PIL")
ASK = (
    "import sys; from assistant.cli.program import main\n"
    "status = main(['ask', '怎样照顾老人？', '--library', sys.argv[1]])\n"
    "print(status, sorted(set(sys.argv[2].split()) & set(sys.modules)))"
)


def test_a_question_without_a_model_loads_neither_torch_nor_langchain(sample_library_folder: Path) -> None:
    named = " ".join((*NEVER, *NOR))
    script = [sys.executable, "-c", ASK, str(sample_library_folder), named]
    done = subprocess.run(script, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_the_package_itself_imports_nothing_of_its_own() -> None:
    code = "import sys; before = set(sys.modules); import assistant; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.strip("[]\n").replace("'", "").split(", "))
    assert not {name for name in loaded if name.startswith(("index", "assistant."))}


def test_the_endpoints_load_neither_torch_nor_langchain_nor_gradio() -> None:
    code = "import sys, assistant.endpoints.endpoints; print(sorted(set(sys.argv[1].split()) & set(sys.modules)))"
    named = " ".join((*NEVER, *NOR, "mcp", "assistant.langchain_tools"))
    done = subprocess.run([sys.executable, "-c", code, named], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

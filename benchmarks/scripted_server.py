"""A language model that answers by fixed rules, on loopback: what the product sends it can be taken, too."""

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class ScriptedModel:
    """A server on loopback with OpenAI's chat completions, as a stream. It answers from the prompt alone.

    It thinks `wait` seconds before its first piece, and with `breaks_off` is gone behind the first sentence.
    """

    def __init__(self, wait: float = 0.0, *, breaks_off: bool = False) -> None:
        asked: list[Any] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                asked.append(body)
                pieces = [*re.findall(r"(?s).{1,7}", scripted_reply(str(body["messages"][-1]["content"]))), None]
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                time.sleep(wait)
                written = ""
                for piece in pieces:
                    written += piece or ""
                    if breaks_off and "\n" in written:
                        return
                    delta = {} if piece is None else {"content": piece}
                    choice = {"index": 0, "delta": delta, "finish_reason": "stop" if piece is None else None}
                    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
                    document = json.dumps(chunk | {"choices": [choice]}, ensure_ascii=False)
                    self.wfile.write(f"data: {document}\n\n".encode())
                self.wfile.write(b"data: [DONE]\n\n")

            def log_message(self, *_: Any) -> None:
                return

        self._asked = asked
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        """The base address for `llm.base_url`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def taken(self) -> list[Any]:
        """The requests since the last call."""
        asked = list(self._asked)
        self._asked.clear()
        return asked

    def __enter__(self) -> "ScriptedModel":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def scripted_reply(prompt: str) -> str:
    """Two copied sentences, one with a figure changed and one that no sentence supports; of a claim, SUPPORTED."""
    shown = re.findall(r"^(.+)\[(S\d+|T\d+\.r\d+[a-z]?)\]$", prompt.rpartition("\n===")[0].rpartition("\n===")[2], re.M)
    if "SUPPORTED" in prompt:
        return f"SUPPORTED [{shown[0][1]}]" if shown and len(prompt) % 3 else "UNKNOWN"
    if not shown:
        return "报告里没有说。"
    (first, one), (last, other) = shown[0], shown[-1]
    changed = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), last)
    return f"{first}[{one}]\n{last}[{other}]\n{changed}[{other}]\n这句话没有依据。\n{first}[S999]"

"""The endpoints as tools of the Model Context Protocol, served at `/mcp` by the reference SDK (extra `mcp`).

Gradio has a server of its own, which wants an older SDK and an older pydantic than we have, and asks itself over HTTP,
where it would have no password. So the tools call the endpoints directly. Each request stands alone.
"""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

import mcp_types as types
from anyio import to_thread
from mcp.server import Server, ServerRequestContext
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from assistant.endpoints.endpoints import ENDPOINTS, Answering
from assistant.endpoints.failures import failure
from assistant.ui.asgi import Receive, Scope, Send

INSTRUCTIONS = (
    "Answers from a library of reports. Every statement comes with quotes that stand in a report letter for letter; "
    "where the reports do not tell, the tools say so. Begin with `reports` to see what there is."
)


class McpServer:
    """Serves the tools as ASGI, once it is running."""

    def __init__(self, assistant: Callable[[], Answering]) -> None:
        self._assistant = assistant
        server: Server[Any] = Server(
            "wenju",
            version=version("wenju"),
            title="Wenju 问据",
            instructions=INSTRUCTIONS,
            on_list_tools=self._listed,
            on_call_tool=self._called,
        )
        self._sessions = StreamableHTTPSessionManager(server, json_response=True, stateless=True)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Takes requests for as long as this is open; once only."""
        async with self._sessions.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        await self._sessions.handle_request(scope, receive, send)

    async def _listed(
        self, _: ServerRequestContext[Any], __: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=each.name,
                    description=each.does,
                    input_schema=each.request.model_json_schema(),
                    annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
                )
                for each in ENDPOINTS.values()
            ]
        )

    async def _called(self, _: ServerRequestContext[Any], asked: types.CallToolRequestParams) -> types.CallToolResult:
        endpoint = ENDPOINTS.get(asked.name)
        if endpoint is None:
            return _refused(f"there is no tool {asked.name[:50]!r}; there are {', '.join(ENDPOINTS)}")
        given = asked.arguments or {}
        try:
            document = await to_thread.run_sync(lambda: endpoint.document(self._assistant(), given))
        except Exception as error:  # noqa: BLE001 - the outermost call
            return _refused(failure(error).line)
        text = json.dumps(document, ensure_ascii=False)
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=document)


def _refused(line: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=line)], is_error=True)

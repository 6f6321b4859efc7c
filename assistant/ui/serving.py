"""Starting the server: behind the guard, beyond this computer also behind the gate, with one line that says where."""

import socket
import sys
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.middleware import Middleware

from assistant.access.passwords import Accounts, read_accounts
from assistant.endpoints.endpoints import Answering
from assistant.errors import AssistantError, WrongUsage
from assistant.settings import Settings
from assistant.ui.doors.gate import Gate
from assistant.ui.doors.health import Health, Measured
from assistant.ui.doors.programs import Programs
from assistant.ui.gradio_log import shorten
from assistant.ui.guard import LOOPBACK, Guard
from assistant.ui.library_paths import LibraryPaths, OwnRoutes
from assistant.ui.page import Page, build_demo
from assistant.ui.theme import make_theme

if TYPE_CHECKING:
    from assistant.ui.doors.mcp_server import McpServer

QUEUE = 32
# Seconds between two looks of Gradio's queue at what came, and at progress bars, of which this page has none. Its own
# 1 and 10 milliseconds took a twentieth of a core from a server that nobody asked anything.
LOOKS, PROGRESS = 0.005, 0.5
# After so many seconds a thread lets another one go on. Of the four that answer each would keep what is to be sent at
# once (a probe, a page's file) from being looked at for Python's own 5 ms, at every step of it.
SWITCH = 0.0005


def launch(settings: Settings, demo: Page | None = None) -> None:
    """Serves the interface until it is interrupted. Raises WrongUsage for a host beyond this computer without a
    password file, for one that does not read and for MCP without its extra, AssistantError for a port that is taken.
    """
    free_port(checked_host(settings), settings.ui.port)
    demo = demo or build_demo(settings=settings)
    url = serve(demo, settings)
    demo.begin()
    sys.stdout.write(f"Wenju 问据: {url}  (Ctrl+C stops it)\n")
    sys.stdout.flush()
    demo.block_thread()


def serve(demo: Page, settings: Settings) -> str:
    """Starts the server in a thread of its own and returns the page's address."""
    host = checked_host(settings)
    port = free_port(host, settings.ui.port)
    shorten()
    sys.setswitchinterval(SWITCH)
    demo.queue(max_size=QUEUE, default_concurrency_limit=4)
    demo._queue.sleep_when_free, demo._queue.progress_update_sleep_when_free = LOOKS, PROGRESS
    before = middleware(settings, lambda name="": demo.libraries.of(name).handlers.assistant, lambda: len(demo._queue))
    with as_file(files(__package__) / "icon.svg") as icon:
        demo.launch(
            server_name=host,
            server_port=port,
            app_kwargs={
                "middleware": [
                    Middleware(LibraryPaths, knows=demo.libraries.knows),
                    *before,
                    Middleware(OwnRoutes, own=lambda name: demo.libraries.of(name).own),
                ],
                "docs_url": None,
                "redoc_url": None,
                "openapi_url": None,
            },
            theme=make_theme(),
            favicon_path=icon,
            max_file_size=settings.limits.source_megabytes * 1_000_000,
            share=False,
            inbrowser=False,
            quiet=True,
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            mcp_server=False,
            ssr_mode=False,
            pwa=False,
            num_workers=0,
            root_path="",
            prevent_thread_lock=True,
            _frontend=False,  # it would ask for its own page once and end where that takes 3 s, on a busy machine
        )
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def middleware(
    settings: Settings, assistant: Callable[..., Answering], waiting: Callable[[], int] = lambda: 0
) -> list[Middleware]:
    """What stands in front of Gradio, outermost first; `assistant` gives that of the library of a name, by default the
    first one's, `waiting` tells how much the queue holds. Raises WrongUsage.
    """
    accounts = accounts_of(settings)
    gate = [] if accounts is None else [Middleware(Gate, accounts=accounts)]
    programs = Middleware(Programs, assistant=assistant, mcp=_mcp_server(assistant) if settings.ui.mcp else None)
    health = Middleware(Health, assistant=assistant)
    measured = Middleware(Measured, assistant=assistant, waiting=waiting)
    return [Middleware(Guard, anywhere=accounts is not None), health, *gate, measured, programs]


def accounts_of(settings: Settings) -> Accounts | None:
    """Who is in the password file that the settings name; None where they name none. Raises WrongUsage."""
    return read_accounts(Path(settings.ui.password_file).expanduser()) if settings.ui.password_file else None


def _mcp_server(assistant: Callable[[], Answering]) -> "McpServer":
    try:
        from assistant.ui.doors.mcp_server import McpServer
    except ModuleNotFoundError as error:
        raise WrongUsage("ui.mcp needs the extra mcp; install it: pip install '.[mcp]'") from error
    return McpServer(assistant)


def checked_host(settings: Settings) -> str:
    """The host, if it is this computer's own, or if there is a password file that reads. Raises WrongUsage."""
    host = settings.ui.host
    bare = host.strip().lower().removeprefix("[").removesuffix("]")
    if accounts_of(settings) is None and bare not in LOOPBACK:
        raise WrongUsage(
            f"the interface listens on this computer only, not on {host!r}; set ui.host to 127.0.0.1, ::1 or localhost,"
            " or say who may come in: wenju ui --password-file F, with lines of wenju password NAME"
        )
    return bare


def free_port(host: str, port: int) -> int:
    """The port, if nothing listens there; a free one for 0. Raises AssistantError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AssistantError(
                f"port {port} on {host} is not free ({error.strerror}); set another: wenju ui --port {port + 1}"
            ) from error
        return int(probe.getsockname()[1])

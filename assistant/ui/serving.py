"""Starting the server: on this computer only, behind the guard, with one line that says where."""

import socket
import sys
from importlib.resources import as_file, files

from starlette.middleware import Middleware

from assistant.errors import AssistantError, WrongUsage
from assistant.settings import Settings
from assistant.ui.guard import LOOPBACK, Guard
from assistant.ui.page import Page, build_demo
from assistant.ui.theme import make_theme

QUEUE = 32


def launch(settings: Settings, demo: Page | None = None) -> None:
    """Serves the interface until it is interrupted. Raises WrongUsage for a host that is not loopback,
    AssistantError for a port that is taken.
    """
    free_port(checked_host(settings.ui.host), settings.ui.port)
    demo = demo or build_demo(settings=settings)
    url = serve(demo, settings)
    sys.stdout.write(f"Wenju 问据: {url}  (Ctrl+C stops it)\n")
    sys.stdout.flush()
    demo.block_thread()


def serve(demo: Page, settings: Settings) -> str:
    """Starts the server in a thread of its own and returns the page's address."""
    host, port = checked_host(settings.ui.host), free_port(settings.ui.host, settings.ui.port)
    demo.queue(max_size=QUEUE, default_concurrency_limit=4)
    with as_file(files(__package__) / "icon.svg") as icon:
        demo.launch(
            server_name=host,
            server_port=port,
            app_kwargs={
                "middleware": [Middleware(Guard, own=demo.own)],
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
        )
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def checked_host(host: str) -> str:
    """The host, if it is this computer's own. Raises WrongUsage."""
    bare = host.strip().lower().removeprefix("[").removesuffix("]")
    if bare not in LOOPBACK:
        raise WrongUsage(
            f"the interface listens on this computer only, not on {host!r}; set ui.host to 127.0.0.1, ::1 or localhost"
        )
    return bare


def free_port(host: str, port: int) -> int:
    """The port, if nothing listens there; a free one for 0. Raises AssistantError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((checked_host(host), port))
        except OSError as error:
            raise AssistantError(
                f"port {port} on {host} is not free ({error.strerror}); set another: wenju ui --port {port + 1}"
            ) from error
        return int(probe.getsockname()[1])

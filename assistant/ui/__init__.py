"""The browser interface: ask, and see each quote where it stands in its report."""

import os

# Gradio looks up hosts on import unless this is set before.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
# It counts its events with pandas, anew after each, for a page of statistics that is not served here.
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**9)

from assistant.ui.page import build_demo
from assistant.ui.serving import launch

__all__ = ["build_demo", "launch"]

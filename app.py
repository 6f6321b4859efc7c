"""Wenju in the browser: `python app.py`."""

from assistant.errors import AssistantError
from assistant.settings import load_settings
from assistant.ui import build_demo, launch

settings = load_settings()
demo = build_demo(settings=settings)

if __name__ == "__main__":
    try:
        launch(settings, demo)
    except AssistantError as error:
        raise SystemExit(f"wenju: {error}") from None

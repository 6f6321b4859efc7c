"""The page that asks for name and password: HTML alone, no script."""

from html import escape

from assistant.messages import Language, message

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:12vh auto;max-width:20rem;padding:0 1rem;color-scheme:light dark}"
    "label{display:block;margin:.8rem 0}input,button{font:inherit;width:100%;box-sizing:border-box;padding:.5rem}"
    "p{color:#b3261e}"
)


def login_html(language: Language, said: str = "") -> str:
    """The page, in the browser's language; `said` is why it is shown again."""
    title = message(language, "login.title")
    note = f'<p role="alert">{escape(said)}</p>' if said else ""
    lang = "zh-CN" if language == "zh" else "en"
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head>'
        f'<body><h1>{escape(title)}</h1>{note}<form method="post" action="/wenju/login">'
        f"<label>{escape(message(language, 'login.name'))}"
        '<input name="name" autocomplete="username" autofocus required></label>'
        f"<label>{escape(message(language, 'login.password'))}"
        '<input name="password" type="password" autocomplete="current-password" required></label>'
        f"<button>{escape(message(language, 'login.send'))}</button></form></body></html>"
    )


def browser_language(accepted: str) -> Language:
    """Chinese where the browser names it first, else English."""
    return "zh" if accepted.strip().lower().startswith("zh") else "en"

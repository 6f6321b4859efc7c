"""The check tab's components, and which handler each of its events calls."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

import gradio as gr

from assistant.answer import Label
from assistant.checking.files import FILE_BYTES, SUFFIXES
from assistant.messages import Language, message
from assistant.messages.verdicts import verdict_name
from assistant.ui.ask.session import Session
from assistant.ui.asking_part import when_asked
from assistant.ui.check.handlers import CheckHandlers
from assistant.ui.check.session import NOTE_CHARACTERS, PASTED_CHARACTERS, RUNS, CheckRun
from assistant.ui.language import asked_language
from assistant.ui.libraries import OpenLibraries
from assistant.ui.panels import check_hint_html
from index.patterns import regex

# Twice as many as may run get as far as being told that it is busy; the others wait in Gradio's queue.
LISTENED = 2 * RUNS
_CHECK = regex(r"\?check=([A-Za-z0-9_-]{1,64})", re.ASCII)
# The reports that were chosen, for questions and checks alike, as the page's script knows them, in the last place.
LIMITED = "(...given) => [...given.slice(0, -1), window.wenju?.limits() ?? '']"


@dataclass(frozen=True)
class CheckParts:
    """The components of the check tab."""

    tab: gr.Column
    box: gr.Textbox
    check: gr.Button
    stop: gr.Button
    upload: gr.UploadButton
    hint: gr.HTML
    claims: gr.HTML
    claim: gr.HTML
    choice: gr.Radio
    note: gr.Textbox
    keep: gr.Button
    remove: gr.Button
    said: gr.HTML
    saved: gr.HTML
    # This session's own.
    run: gr.State
    opened: gr.State


def _html(name: str) -> gr.HTML:
    return gr.HTML("", elem_id=f"wj-{name}", js_on_load=None, apply_default_css=False)


def lay_out_check() -> CheckParts:
    """The tab's components, inside the column that is open; a browser makes them when the script asks for them.

    Two that nothing else on the page is like are hidden themselves: a browser would fetch their scripts all the same.
    """
    with gr.Column(elem_id="wj-check", visible=False) as tab:
        with gr.Column(elem_id="wj-claims-in"):
            box = gr.Textbox(
                show_label=False,
                container=False,
                lines=2,
                max_lines=8,
                max_length=2 * PASTED_CHARACTERS,
                elem_id="wj-claims-box",
            )
            with gr.Row(elem_id="wj-claims-do"):
                hint = _html("claims-hint")
                upload = gr.UploadButton(
                    "",
                    file_count="single",
                    file_types=list(SUFFIXES),
                    elem_id="wj-claims-upload",
                    size="md",
                    visible=False,
                )
                stop = gr.Button("", elem_id="wj-stop", size="md")
                check = gr.Button("", variant="primary", elem_id="wj-check-button", size="md")
        claims, claim = _html("claims"), _html("claim")
        with gr.Column(elem_id="wj-overrule"):
            choice = gr.Radio(
                [("", label) for label in get_args(Label)], elem_id="wj-overrule-verdict", value=None, visible=False
            )
            note = gr.Textbox(
                lines=2, max_lines=6, max_length=2 * NOTE_CHARACTERS, elem_id="wj-overrule-note", container=True
            )
            with gr.Row(elem_id="wj-overrule-do"):
                keep = gr.Button("", variant="primary", elem_id="wj-overrule-keep", size="md")
                remove = gr.Button("", elem_id="wj-overrule-remove", size="md")
            said = _html("overrule-said")
        saved = _html("saved")
    return CheckParts(
        tab=tab,
        box=box,
        check=check,
        stop=stop,
        upload=upload,
        hint=hint,
        claims=claims,
        claim=claim,
        choice=choice,
        note=note,
        keep=keep,
        remove=remove,
        said=said,
        saved=saved,
        run=gr.State(None),
        opened=gr.State(0),
    )


def wire_check(
    parts: CheckParts,
    evidence: gr.HTML,
    kept: gr.HTML,
    asking: gr.HTML,
    session: gr.State,
    language: gr.State,
    libraries: OpenLibraries,
) -> None:
    """Connects the tab's events to handlers. The script asks for the tab when the page itself is there, and for its
    words anew in another language.
    """
    events = _CheckEvents(libraries)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    running = [parts.claims, parts.run, parts.claim, parts.opened, parts.said, kept]
    shown = [parts.opened, parts.claim, evidence, parts.choice, parts.note, parts.said]
    few: dict[str, Any] = {"concurrency_limit": LISTENED, "concurrency_id": "check", **quiet}
    whose = [parts.run, session, language]

    limited: dict[str, Any] = {"trigger_mode": "once", "js": LIMITED, **few}
    parts.check.click(events.paste, [parts.box, *whose, asking], running, **limited)
    parts.upload.upload(events.file, [parts.upload, *whose, asking], running, **limited)
    when_asked(asking, "check-opening", events.open, whose, running, **few)
    when_asked(asking, "check-command", events.command, whose, running, **few)
    parts.stop.click(events.stop, [parts.run, session], None, **quiet)
    when_asked(asking, "picked", events.pick, whose, shown, last=True, **quiet)
    when_asked(asking, "saving", events.save, whose, parts.saved, last=True, **quiet)
    opened = [parts.run, parts.opened]
    written = [parts.claim, parts.claims, parts.said]
    parts.keep.click(events.keep, [*opened, parts.choice, parts.note, session, language], written, **quiet)
    parts.remove.click(events.remove, [*opened, session, language], [*written, parts.choice, parts.note], **quiet)
    words = [parts.box, parts.check, parts.stop, parts.upload, parts.hint, parts.choice, parts.note, parts.keep]
    words += [parts.remove, parts.claims, parts.claim, parts.said]
    when_asked(asking, "check-words", events.label, [session, *opened], [*words, parts.tab], last=True, **quiet)


def _left(run: CheckRun | None) -> None:
    """A check that is kept goes on when another is shown; one that nobody could find again is stopped."""
    if run is not None and not run.id:
        run.stopped = True


class _CheckEvents:
    """Handlers as Gradio calls them: one value for each output."""

    def __init__(self, libraries: OpenLibraries) -> None:
        self._libraries = libraries

    def _of(self, session: Session) -> CheckHandlers:
        return self._libraries.of(session.library).checks

    def paste(
        self, pasted: object, before: CheckRun | None, session: Session, asked: object, limits: object = ""
    ) -> Iterator[tuple[Any, ...]]:
        """Table, run, open claim (none), its number, what was said of it, and the list; once for each look."""
        if before is not None and len(before) and not (isinstance(pasted, str) and pasted.strip()):
            yield (gr.skip(),) * 6  # an empty box leaves what is shown
            return
        _left(before)
        looks = self._of(session).paste(pasted, asked_language(asked), session.owner, limits)
        yield from self._looks(looks, session, asked_language(asked))

    def file(
        self, path: object, before: CheckRun | None, session: Session, asked: object, limits: object = ""
    ) -> Iterator[tuple[Any, ...]]:
        """The same for an uploaded file."""
        _left(before)
        looks = self._of(session).file(path, asked_language(asked), session.owner, limits)
        yield from self._looks(looks, session, asked_language(asked))

    def open(
        self, address: object, before: CheckRun | None, session: Session, asked: object
    ) -> Iterator[tuple[Any, ...]]:
        """The same for the check that an address names; without one, an empty tab."""
        _left(before)
        language = asked_language(asked)
        found = _CHECK.match(address) if isinstance(address, str) else None
        run = self._of(session).open(found[1]) if found is not None else None
        if run is None:
            gone = CheckRun(failure=message(language, "kept.gone")) if found is not None else None
            session.watched_run = None
            listed = self._of(session).listed(session, language)
            yield self._of(session).claims(gone, language, session.owner), None, "", 0, "", listed
            return
        yield from self._looks(self._of(session).looks(run), session, language)

    def command(
        self, written: object, run: CheckRun | None, session: Session, asked: object
    ) -> Iterator[tuple[Any, ...]]:
        """The same for a check that goes on, or is made once more."""
        language = asked_language(asked)
        verb = written.partition(" ")[0] if isinstance(written, str) else ""
        if run is not None and verb in ("resume", "again"):
            work = self._of(session).go_on if verb == "resume" else self._of(session).again
            yield from self._looks(work(run, session.owner, language), session, language)

    def _looks(self, looks: Iterator[CheckRun], session: Session, language: Language) -> Iterator[tuple[Any, ...]]:
        first, token = True, object()
        session.watched_run = token
        for run in looks:
            if session.watched_run is not token:
                return  # the page shows another check; this one goes on for itself
            table = self._of(session).claims(run, language, session.owner)
            listed = gr.skip() if run.running and not first else self._of(session).listed(session, language)
            rest = (run, "", 0, "") if first else (gr.skip(),) * 4
            yield (table, *rest, listed)
            first = False

    def stop(self, run: CheckRun | None, session: Session) -> None:
        """No further claim is checked."""
        if run is not None and run.owner == session.owner:
            run.stopped = True

    def pick(self, fragment: object, run: CheckRun | None, session: Session, asked: object) -> tuple[Any, ...]:
        """The open claim, the evidence panel, and the person's own verdict as far as there is one."""
        number, claim, panel = self._of(session).pick(fragment, run, asked_language(asked))
        row = run.row(number) if run is not None else None
        overrule = row.overrule if row is not None else None
        if isinstance(fragment, str) and fragment.startswith(("quote-", "sheet-")):
            return number, gr.skip(), gr.skip() if panel is None else panel, gr.skip(), gr.skip(), gr.skip()
        return (
            number,
            claim,
            gr.skip() if panel is None else panel,
            overrule.verdict if overrule is not None else None,
            overrule.note if overrule is not None else "",
            "",
        )

    def save(self, named: object, run: CheckRun | None, session: Session, asked: object) -> str:
        """A file for the page's script to offer."""
        return self._of(session).save(named, run, asked_language(asked))

    def keep(
        self, run: CheckRun | None, number: object, verdict: object, note: object, session: Session, asked: object
    ) -> tuple[Any, ...]:
        """The claim and the table with the person's verdict, or why it was not taken."""
        language = asked_language(asked)
        refused = self._of(session).overrule(run, number, verdict, note, language, session.owner)
        if refused:
            return gr.skip(), gr.skip(), refused
        return (
            self._of(session).claim(run, number, language),
            self._of(session).claims(run, language, session.owner),
            "",
        )

    def remove(self, run: CheckRun | None, number: object, session: Session, asked: object) -> tuple[Any, ...]:
        """The claim and the table without a person's verdict."""
        language = asked_language(asked)
        self._of(session).withdraw(run, number, session.owner)
        claims = self._of(session).claims(run, language, session.owner)
        return self._of(session).claim(run, number, language), claims, "", None, ""

    def label(self, asked: object, session: Session, run: CheckRun | None, number: object) -> tuple[Any, ...]:
        """The tab, and all that it says in a language."""
        language = asked_language(asked)
        choices = [(verdict_name(language, label), label) for label in get_args(Label)]
        return (
            gr.update(
                placeholder=message(language, "check.claims_placeholder"), label=message(language, "check.claims_box")
            ),
            gr.update(value=message(language, "check.check")),
            gr.update(value=message(language, "check.stop")),
            gr.update(label=message(language, "check.claims_upload"), visible=True),
            check_hint_html(FILE_BYTES // 1_000_000, language),
            gr.update(
                choices=choices,
                label=message(language, "check.overrule_verdict"),
                info=message(language, "check.overrule_hint"),
                visible=True,
            ),
            gr.update(
                placeholder=message(language, "check.overrule_placeholder"), label=message(language, "verdict.note")
            ),
            gr.update(value=message(language, "check.overrule_save")),
            gr.update(value=message(language, "check.overrule_remove")),
            self._of(session).claims(run, language, session.owner),
            self._of(session).claim(run, number, language),
            "",
            gr.update(visible=True),
        )

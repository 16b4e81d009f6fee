"""The review desk on a terminal: single keys, and the screen drawn anew after each.

prompt-toolkit reads keys and draws, on Windows as elsewhere. It is imported with this file, and
this file when a screen opens.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import (
    ConditionalContainer,
    ConditionalMargin,
    FormattedTextControl,
    HSplit,
    Layout,
    ScrollbarMargin,
    ScrollOffsets,
    Window,
)
from prompt_toolkit.widgets import TextArea

from interviewkit.cli.review_desk import Desk
from interviewkit.cli.review_screen import draw_body, draw_foot, draw_head

Part = Callable[[Desk, int], list[str]]

KEYS = {
    "right": ">", "left": "<", "down": "]", "up": "[", "tab": "e", "enter": "d", "c-j": "d",
}  # fmt: skip
"""Keys without a character, and the characters that they stand for."""

PATIENCE = 0.05
"""Seconds within which the rest of an arrow key arrives after its escape character."""

WIDEST = 100


class ReviewApp:
    """One screen for a whole session: what is typed ahead waits in it, and no key is lost.

    ``asking`` is the key that waits to be told something, empty while single keys are read;
    ``line`` is the line of the turn that somebody paged to, ``None`` for the passage.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.asking = ""
        self.line: int | None = None
        is_asking = Condition(lambda: bool(self.asking))
        self.body = Window(
            FormattedTextControl(
                lambda: self._draw(draw_body), focusable=True, get_cursor_position=self._cursor
            ),
            wrap_lines=True,
            always_hide_cursor=True,
            scroll_offsets=ScrollOffsets(top=4, bottom=4),
            right_margins=[ConditionalMargin(ScrollbarMargin(), Condition(self._is_cropped))],
        )
        self.answer = TextArea(
            height=1,
            multiline=False,
            prompt=lambda: f"  {self.desk.asks(self.asking)}: ",
            accept_handler=self._answered,
        )
        parts = [self._window(draw_head), self.body, self._window(draw_foot)]
        self.app: Application[None] = Application(
            Layout(HSplit([*parts, ConditionalContainer(self.answer, is_asking)]), self.body),
            key_bindings=self._bind_keys(is_asking),
            full_screen=True,
        )
        self.app.timeoutlen = self.app.ttimeoutlen = PATIENCE

    def run(self) -> None:
        """Go on until the desk has no more turns or the person leaves.

        Raises:
            EOFError: the terminal is gone. What a key raises is raised here, too.
        """
        self.app.run(set_exception_handler=False, pre_run=self._let_faults_out)

    def _let_faults_out(self) -> None:
        """What goes wrong in a key leaves the screen, to be told as everywhere else."""

        def leave(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
            fault = context.get("exception")
            if isinstance(fault, BaseException) and not self.app.is_done:
                self.app.exit(exception=fault)

        asyncio.get_running_loop().set_exception_handler(leave)

    # -- what is seen --------------------------------------------------------------------------

    def _window(self, part: Part) -> Window:
        control = FormattedTextControl(lambda: self._draw(part))
        return Window(control, wrap_lines=True, dont_extend_height=True)

    def _draw(self, part: Part) -> ANSI:
        return ANSI("\n".join(self._lines(part)))

    def _lines(self, part: Part) -> list[str]:
        return part(self.desk, min(self.app.output.get_size().columns - 1, WIDEST))

    def _cursor(self) -> Point:
        """The line that must be in sight: what is paged to, else the first one set off."""
        lines = self._lines(draw_body)
        marked = next((i for i, line in enumerate(lines) if "\x1b[" in line), 0)
        wanted = marked if self.line is None else self.line
        return Point(0, max(min(wanted, len(lines) - 1), 0))

    def _is_cropped(self) -> bool:
        lines = sum(len(self._lines(part)) for part in (draw_head, draw_body, draw_foot))
        return lines > self.app.output.get_size().rows

    # -- what is typed -------------------------------------------------------------------------

    def _bind_keys(self, is_asking: Condition) -> KeyBindings:
        keys = KeyBindings()
        for name, key in KEYS.items():
            keys.add(name, filter=~is_asking)(lambda _event, key=key: self._press(key))
        keys.add("<any>", filter=~is_asking)(lambda event: self._press(event.data))
        keys.add("escape", "<any>", filter=~is_asking)(lambda _event: None)  # Alt+y is not y
        keys.add("pageup", filter=~is_asking)(lambda _event: self._page(-1))
        keys.add("pagedown", filter=~is_asking)(lambda _event: self._page(1))
        for name in ("c-c", "c-d", "<sigint>"):
            keys.add(name, filter=~is_asking)(lambda event: event.app.exit())
        for name in ("c-c", "escape", "<sigint>"):
            keys.add(name, filter=is_asking)(lambda _event: self._tell(""))
        keys.add("c-z")(lambda event: event.app.suspend_to_background())
        return keys

    def _press(self, key: str) -> None:
        self.line = None
        if self.desk.asks(key):
            self.asking = key
            self.app.layout.focus(self.answer)
        else:
            self._do(key, "")

    def _answered(self, answer: Buffer) -> bool:
        self._tell(" ".join(answer.text.split()))  # what is pasted may have lines
        return False

    def _tell(self, told: str) -> None:
        key, self.asking, self.answer.text = self.asking, "", ""
        self.app.layout.focus(self.body)
        self._do(key, told)

    def _do(self, key: str, told: str) -> None:
        self.desk.do(key, told)
        if self.desk.card is None:
            self.app.exit()

    def _page(self, step: int) -> None:
        rows = self.body.render_info.window_height if self.body.render_info else 0
        self.line = min(max(self._cursor().y + step * rows, 0), len(self._lines(draw_body)))

"""Drawings that carry their style with them: WeasyPrint draws an SVG apart from its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_RULE = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]+;")
_VARIABLE = re.compile(r"--([\w-]+)\s*:\s*([^;]+)")
_USE = re.compile(r"var\(--([\w-]+)\)")
_OF_DRAWINGS = re.compile(r"(?:^|[\s;])(?:fill|stroke|opacity|font|text-anchor|paint-order)")
_STATED = re.compile(r' (?:style|fill|stroke)="[^"<>]*"(?=[^<>]*>)')
_CLASS = re.compile(r"\.[\w-]+")
_OPENED = re.compile(r"<svg\b[^>]*>")


def style_drawings(page: str) -> str:
    """The page with the rules of its style that draw repeated inside each drawing."""
    css = _COMMENT.sub("", "".join(_STYLE.findall(page)))
    variables = _read_variables(css)
    found = [(each.strip(), body.strip()) for each, body in _RULE.findall(_AT_RULE.sub("", css))]
    paints = [(name, body) for name, body in found if _CLASS.fullmatch(name) and body[:2] == "--"]
    rules = [
        f"{selector}{{{_fill_in(told, variables)}}}"
        for plain, body in found
        if _OF_DRAWINGS.search(body) and not plain.startswith(":root")
        for selector, told in _paint(plain, body, paints)
    ]
    font = _fill_in("svg{font-family:var(--sans)}", variables)
    style = f"<style>{font}{''.join(rules)}</style>"
    filled = _STATED.sub(lambda found: _fill_in(found[0], variables), page)
    return _OPENED.sub(lambda found: found[0] + style, filled)


def _paint(
    selector: str, body: str, paints: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """A rule, once for every class that gives its variables a value where it stands."""
    yield selector, body
    for name, stated in paints:
        local = {each: value.strip() for each, value in _VARIABLE.findall(stated)}
        if any(f"var(--{each})" in body for each in local):
            parts = (f"{each.strip()}{name}" for each in selector.split(","))
            yield (
                ",".join(parts),
                _fill_in(body, {name: f"var(--{name})" for name in _USE.findall(body)} | local),
            )


def _read_variables(css: str) -> dict[str, str]:
    """The variables of the page as it is printed: those for dark screens are passed over."""
    printed = [each for each in _AT_RULE.findall(css) if each.startswith("@media print")]
    stated = _AT_RULE.sub("", css) + "".join(each[each.index("{") + 1 : -1] for each in printed)
    roots = (body for selector, body in _RULE.findall(stated) if selector.strip() == ":root")
    return {name: value.strip() for body in roots for name, value in _VARIABLE.findall(body)}


def _fill_in(text: str, variables: dict[str, str]) -> str:
    return _USE.sub(lambda found: variables.get(found[1], "initial"), text)

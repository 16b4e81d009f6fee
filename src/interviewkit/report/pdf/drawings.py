"""Drawings that carry their style with them: WeasyPrint draws an SVG apart from its page."""

from __future__ import annotations

import re

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_RULE = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]+;")
_VARIABLE = re.compile(r"--([\w-]+)\s*:\s*([^;]+)")
_USE = re.compile(r"var\(--([\w-]+)\)")
_OF_DRAWINGS = re.compile(r"(?:^|[\s;])(?:fill|stroke|opacity|font|text-anchor|paint-order)")
_OPENED = re.compile(r"<svg\b[^>]*>")


def style_drawings(page: str) -> str:
    """The page with the rules of its style that draw repeated inside each drawing."""
    css = _COMMENT.sub("", "".join(_STYLE.findall(page)))
    variables = _read_variables(css)
    rules = [
        f"{selector.strip()}{{{_fill_in(body, variables).strip()}}}"
        for selector, body in _RULE.findall(_AT_RULE.sub("", css))
        if _OF_DRAWINGS.search(body) and not selector.strip().startswith(":root")
    ]
    font = _fill_in("svg{font-family:var(--sans)}", variables)
    style = f"<style>{font}{''.join(rules)}</style>"
    return _OPENED.sub(lambda found: found[0] + style, page)


def _read_variables(css: str) -> dict[str, str]:
    """The variables of the page as it is printed: those for dark screens are passed over."""
    printed = [each for each in _AT_RULE.findall(css) if each.startswith("@media print")]
    stated = _AT_RULE.sub("", css) + "".join(each[each.index("{") + 1 : -1] for each in printed)
    roots = (body for selector, body in _RULE.findall(stated) if selector.strip() == ":root")
    return {name: value.strip() for body in roots for name, value in _VARIABLE.findall(body)}


def _fill_in(text: str, variables: dict[str, str]) -> str:
    return _USE.sub(lambda found: variables.get(found[1], "initial"), text)

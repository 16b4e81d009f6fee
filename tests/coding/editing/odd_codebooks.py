"""Codebooks as nobody would lay them out, and as somebody does."""

from __future__ import annotations

COMMENTED = """\
# Made by hand since 2019   (do not sort!)

name:   My  codes      # two blanks within
version: "1.0"   # our own count

# ---- themes ----
themes:
    # the first
    - id: bonds    # never rename
      label: "Bonds"   # in quotes
      codes:   # a list below
          # alone comes first
          - alone    # 1
          - banter
    # - id: later
    #   label: Later

# ---- codes ----
codes:
    # == one ==
    - id: alone   # the id
      label: 'Alone, isn''t it'   # single quotes
      definition: >-    # folded
        Weaker ties
        to people at work.
      # include: to be written
      examples:
          - I hardly talk to them.   # from wave 1
          # - I used to.
          - {text: "We talk more: always.", polarity: "-"}   # the other side
      polarity: ["+", '-']
      # patterns: none yet

    # == two ==
    - id: banter
      label: Banter
      parent: alone   # below it
      near_misses: [we chat, "a, b"]   # flow

    - label: Third   # the id comes second
      id: third
      definition: |
        Two lines
        of it.
      theme: bonds

# the end
"""

FLOW = """\
{name: Flow, lists: {AI: [ai, bot]}, themes: [{id: t, label: T, codes: [a]}],
 codes: [{id: a, label: A, definition: "One: two", examples: [x y, {text: z, polarity: "-"}],
          polarity: [+, -]}, # after a
         {id: b, label: B, parent: a}]}
"""

ANCHORS = (
    """\
name: Anchors
themes:
- {id: t, label: T, codes: [*a]}
""".replace("[*a]", "[a, b]")
    + """\
codes:
- &one
  id: &a a
  label: &words Shared words
  definition: *words
  include: &list
  - first
  - second
- id: b
  label: B
  include: *list
  parent: *a
- id: c
  label: C
  examples: [*words]
"""
)

TIGHT = "codes:\n- id: a\n  label: A\n- id: b\n  theme: t\nthemes:\n- id: t"
"""No line break at the end, codes before themes, dashes without indentation."""

TABS = """\
name: Tabs #\tafter a blank
codes:
  - id: a
    label: 'A\tb' #\tx
    include: ["a\tb", c]
    definition: "one
      \ttwo"
  - id: b
"""

WORLD = """\
name: Кодовая книга
codes:
  - id: одиночество   # 孤独
    label: Одиночество — 孤独 🙂
    definition: >
      Связи с людьми
      слабеют; روابط ضعيفة.

    examples:
      - "Я почти не говорю с ними: совсем."
      - 私はもう話さない
  - id: größe
    label: Größe
"""

EMPTY = """\
# Nothing is coded until codes stand under "codes:".
name: My codebook
version: "0.1"

themes:
#   - id: access

codes:
#   - id: waiting
#     label: Waiting
"""

LITERAL = """\
codes:
  - id: a
    definition: |+
      kept

      lines


    label: A
  - id: b
    definition: >2

       indented more
      than that
    include: one text alone  # no list
"""

ODD = {
    "commented": COMMENTED,
    "flow": FLOW,
    "anchors": ANCHORS,
    "tight": TIGHT,
    "tabs": TABS,
    "world": WORLD,
    "empty": EMPTY,
    "literal": LITERAL,
    "crlf": COMMENTED.replace("\n", "\r\n"),
    "bom": "\ufeff" + COMMENTED,
    "bom crlf": "\ufeff" + WORLD.replace("\n", "\r\n"),
    "document": "%YAML 1.2\n---\n" + COMMENTED + "...\n",
}

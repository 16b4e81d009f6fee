"""A result as a described table: typed columns, rows, notes, and what a number leads to.

It is built once and drawn last: a renderer turns it into text for a terminal, JSON, a workbook.
Values are kept as they were computed; how a number is written is decided when it is drawn.

>>> share = Column("share", SHARE, ends=("low", "high"))
>>> ends = (Column("low", SHARE, read=False), Column("high", SHARE, read=False))
>>> row = Row({"code": "trust", "share": 0.25, "low": 0.18, "high": 0.34})
>>> table = ResultTable("shares", (Column("code", TEXT), share, *ends), (row,))
>>> [column.key for column in table.read_columns]
['code', 'share']
>>> table.column("to_halve")
Traceback (most recent call last):
    ...
KeyError: "the table 'shares' has no column 'to_halve'"
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from interviewkit.errors import did_you_mean

SHARE, WHOLE_SHARE, POINTS, RATIO = "share", "whole_share", "points", "ratio"
RATE, P, MEAN, DIFFERENCE = "rate", "p", "mean", "difference"
ORDINAL = "ordinal"
NUMBER, EFFECTIVE, COUNT, PEOPLE, FIGURE = "number", "effective", "count", "people", "figure"
TEXT, PROSE, TRUTH, LIST, LINES, DETAILS = "text", "prose", "truth", "list", "lines", "details"

VOICES, ESTIMATE, SPEECH = "voices", "estimate", "turn"

Value = object
"""What a cell holds: one of the types that its column's kind takes, or ``None``."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands behind a number: who said it, how it was estimated, or where it was said.

    ``to`` is :data:`VOICES` of the code or theme ``name``, an :data:`ESTIMATE` of that name, or
    the :data:`SPEECH` turn ``turn`` of the transcript ``name``. ``segment`` and ``wave`` narrow
    it. A renderer draws it only where the page that it is drawn for has such a place.
    """

    to: str
    name: str
    segment: str = ""
    wave: str = ""
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A :data:`DETAILS` cell or a part of it: ``words`` for readers and CSV, ``data`` for JSON."""

    words: str
    data: object

    def __str__(self) -> str:
        return self.words


_NUMBERS: Mapping[str, tuple[type, ...]] = {
    SHARE: (int, float),  # of 1; small ones with a decimal
    WHOLE_SHARE: (int, float),  # of 1, in whole per cents, as of few people
    POINTS: (int, float),  # a difference of shares, -1 to 1
    RATIO: (int, float),
    RATE: (int, float),  # so many in a thousand words
    P: (int, float),
    MEAN: (int, float),  # as round as fits its size
    DIFFERENCE: (int, float),  # of two such numbers, with its sign
    NUMBER: (int, float),  # with a fixed count of decimals
    EFFECTIVE: (int, float),  # how many people of equal weight would say as much
    COUNT: (int,),
    PEOPLE: (int,),  # how many of how many, and their share with its interval
    ORDINAL: (int,),  # which one it is, as a turn of a transcript: not how many
}
_WORDS: Mapping[str, tuple[type, ...]] = {
    FIGURE: (str,),  # a number that was written before: it stands to the right
    TEXT: (str,),
    PROSE: (str,),  # it is read, not compared: where it lacks room it stands below its row
    TRUTH: (bool,),
    LIST: (tuple,),
    LINES: (tuple,),  # texts that stand beneath each other
    DETAILS: (tuple, Detail),
}
_TYPES = {**_NUMBERS, **_WORDS}
KINDS = tuple(_TYPES)


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells under one head are.

    ``head`` is what stands above them where that is not the key in words; a ``verbatim`` head is a
    name of the study's own, which no face begins with a capital. ``unit`` is written behind a
    number, ``places`` is how many decimals it has where its kind leaves that open. ``ends`` are the
    columns of the ends of its interval, which is then written with it, ``out_of`` the column of
    what a count is a part of, ``like`` the column whose size says how many decimals a mean or a
    difference has. ``labels`` gives texts and codes as readers know them (``{"": "everyone"}``,
    ``{0: "no"}``). ``note`` explains the head. Columns under the same ``spanner`` stand under one
    more head. ``read`` columns are drawn for readers, ``data`` columns go into JSON and CSV. Where
    there is little room ``spare`` columns are left out, the lowest number first. Cells of
    ``shaded`` columns of shares, or of people, are the darker the larger they are.
    """

    key: str
    kind: str
    head: str | None = None
    unit: str = ""
    places: int | None = None
    note: str = ""
    ends: tuple[str, str] | None = None
    out_of: str = ""
    like: str = ""
    labels: Mapping[Any, str] = field(default_factory=dict)
    spanner: str = ""
    read: bool = True
    data: bool = True
    spare: int = 0
    verbatim: bool = False
    shaded: bool = False

    @property
    def title(self) -> str:
        """The head, or the key in words."""
        return self.key.replace("_", " ") if self.head is None else self.head

    @property
    def is_number(self) -> bool:
        return self.kind in _NUMBERS

    @property
    def stands_right(self) -> bool:
        """Whether its cells stand to the right, as numbers do."""
        return self.is_number or self.kind == FIGURE

    def takes(self, value: Value) -> bool:
        """Whether the value is of the column's kind; ``None`` is, wherever there is none."""
        if value is None:
            return True
        if isinstance(value, bool) and self.kind != TRUTH:
            return False
        if self.kind == DETAILS:
            each = value if isinstance(value, tuple) else (value,)
            return all(isinstance(item, Detail) for item in each)
        return isinstance(value, _TYPES[self.kind])


@dataclass(frozen=True, slots=True)
class Row:
    """A value for every column by key; ``group`` heads rows that belong together.

    A figure that is not defined (``nan``) becomes ``None``: two tables of the same are equal;
    a list becomes a tuple.
    ``leads`` says what single cells lead to, by column. ``kinds`` says which number a cell holds
    where that differs from row to row: a share here, a mean there. ``instead`` is what readers get
    where a cell has no value: why there is none. ``opens`` are texts one click behind a cell.
    """

    values: Mapping[str, Value]
    group: str = ""
    leads: Mapping[str, Lead] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    opens: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", {key: _settle(v) for key, v in self.values.items()})


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A result: columns, rows, and what must be known to read it.

    ``name`` is a word for it (of a sheet, of a file), ``title`` stands above it. ``notes`` are
    sentences under it. ``empty`` stands for it where there is no row. Of a long table ``shown``
    rows are open to the eye where the others can be opened; 0 means all.

    Raises:
        ValueError: columns or rows do not fit; all that is wrong is named at once.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
    empty: str = "nothing yet"
    shown: int = 0

    def __post_init__(self) -> None:
        faults = list(_faults_of_columns(self.columns))
        faults = faults or list(_faults_of_rows(self.columns, self.rows))
        if faults:
            raise ValueError(f"the table {self.name!r}: {'; '.join(faults)}")

    @property
    def read_columns(self) -> tuple[Column, ...]:
        """What is drawn for readers."""
        return tuple(column for column in self.columns if column.read)

    @property
    def data_columns(self) -> tuple[Column, ...]:
        """What goes into JSON and CSV."""
        return tuple(column for column in self.columns if column.data)

    def column(self, key: str) -> Column:
        """The column of that key.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"the table {self.name!r} has no column {key!r}")

    def without(self, *keys: str) -> ResultTable:
        """The table as readers see it without these columns; as data they stay."""
        return self._changed(lambda c: replace(c, read=c.read and c.key not in keys))

    def reading(self, *keys: str) -> ResultTable:
        """The table as readers see it with these columns only; as data it has them all."""
        return self._changed(lambda c: replace(c, read=c.key in keys))

    def filled(self) -> ResultTable:
        """The table as readers see it without columns in which nothing stands."""
        empty = (c for c in self.columns if all(_is_nothing(c, row) for row in self.rows))
        return self.without(*(column.key for column in empty))

    def unexplained(self) -> ResultTable:
        """The table without what its heads mean, where a table before it has said so."""
        return self._changed(lambda c: replace(c, note=""))

    def labelled(self, key: str, labels: Mapping[Any, str]) -> ResultTable:
        """The table with the texts of a column as readers know them."""
        named = {**self.column(key).labels, **labels}
        return self._changed(lambda c: replace(c, labels=named) if c.key == key else c)

    def _changed(self, change: Callable[[Column], Column]) -> ResultTable:
        return replace(self, columns=tuple(map(change, self.columns)))


def _is_nothing(column: Column, row: Row) -> bool:
    cells = [row.values[key] for key in (column.key, *(column.ends or ()))]
    is_empty = all(each is None or (isinstance(each, str | tuple) and not each) for each in cells)
    return is_empty and column.key not in row.instead


def _settle(value: Value) -> Value:
    if isinstance(value, list):
        return tuple(value)
    return None if isinstance(value, float) and math.isnan(value) else value


def _faults_of_columns(columns: tuple[Column, ...]) -> Iterator[str]:
    kinds: dict[str, str] = {}
    for column in columns:
        if column.key in kinds:
            yield f"two columns are called {column.key!r}"
        if column.kind not in KINDS:
            near = did_you_mean(column.kind, KINDS)
            yield f"column {column.key!r} has the kind {column.kind!r}; {near}"
        kinds[column.key] = column.kind
    for column in columns:
        for other in (*(column.ends or ()), *filter(None, (column.out_of, column.like))):
            if kinds.get(other) not in _NUMBERS:
                yield f"column {column.key!r} names {other!r}, which is no column of numbers"


def _faults_of_rows(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Iterator[str]:
    keys = [column.key for column in columns]
    for number, row in enumerate(rows, 1):
        for key in (*row.values, *row.leads, *row.kinds, *row.instead, *row.opens):
            if key not in keys:
                near = did_you_mean(key, keys)
                yield f"row {number} has {key!r}, which is no column; {near}"
        for key, kind in row.kinds.items():
            if kind not in _NUMBERS:
                yield f"row {number}, {key!r}: {kind!r} is no kind of number"
        for column in columns:
            if column.key not in row.values:
                yield f"row {number} lacks {column.key!r}"
            elif not column.takes(value := row.values[column.key]):
                what = f"{value!r} ({type(value).__name__})"
                yield f"row {number}, {column.key!r}: {what} is no {column.kind}"

"""Results for each workspace size, as a Markdown table and a list of missed targets."""

import math
from dataclasses import dataclass, field

#: How many times the value at the smallest size a value may reach, where growth matters.
GROWTH = 1.5


def percentile(values, share):
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass
class Figure:
    """A row of the table."""

    name: str
    unit: str  #: printed after the name
    limit: float | None  #: the most it may be, in its unit
    is_flat: bool  #: whether it must not grow with the workspace
    values: dict = field(default_factory=dict)

    def cell(self, size):
        """The value for a size, with its growth."""
        if size not in self.values:
            return ""
        growth = self.growth(size)
        return number(self.values[size]) + (f" ({growth:.1f}x)" if growth else "")

    def growth(self, size):
        """The ratio to the value at the smallest size; None for that size itself."""
        smallest = min(self.values)
        first = self.values[smallest]
        return self.values[size] / first if size != smallest and first > 0 else None

    def target(self):
        """The target, in words."""
        words = [f"<= {number(self.limit)}"] if self.limit is not None else []
        return ", ".join(words + ([f"growth <= {GROWTH}x"] if self.is_flat else []))

    def misses(self):
        """A sentence for each missed target."""
        for size, value in self.values.items():
            growth = self.growth(size)
            if self.limit is not None and value > self.limit:
                limit = number(self.limit)
                yield f"{self.name}, {size:,}: {number(value)} {self.unit}, not <= {limit}"
            if self.is_flat and growth and growth > GROWTH:
                yield f"{self.name}, {size:,}: {growth:.1f}x as much as at {min(self.values):,}"


class Table:
    """All rows, in the order in which they were first set."""

    def __init__(self, described):
        self.described = described  #: a function that says a size in words
        self.figures = {}

    def set(self, name, unit, size, value, limit=None, is_flat=False):
        """Sets the value for a size."""
        figure = self.figures.setdefault(name, Figure(name, unit, limit, is_flat))
        figure.values[size] = value

    def markdown(self):
        """The table, with a column for each size."""
        figures = self.figures.values()
        sizes = sorted({size for figure in figures for size in figure.values})
        rows = [["", *map(self.described, sizes), "target"]]
        rows += [["---", *("---:" for _ in sizes), "---"]]
        rows += [
            [f"{figure.name}, {figure.unit}", *map(figure.cell, sizes), figure.target()]
            for figure in figures
        ]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        missed = [f"- missed: {miss}" for figure in figures for miss in figure.misses()]
        return "\n".join(lines + [""] + (missed or ["All targets are met."]))


def number(value):
    """A value with a readable number of digits."""
    if isinstance(value, int) or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"

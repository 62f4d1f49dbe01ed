"""Figures of vitty beside those of other programs, as a Markdown table with goals."""

from dataclasses import dataclass, field

from table import number

VITTY = "vitty"
#: vitty in its own other layout; not a column of the table.
ONE_PANE = "one pane"


@dataclass
class Row:
    """A measurement that was made in several programs."""

    name: str
    unit: str  #: printed after the name
    limit: float | None  #: the most that vitty may be
    peer: str | None  #: the program of whose value the limit is a multiple; None for the unit
    values: dict = field(default_factory=dict)  #: the value of each program

    def cells(self, names):
        """The row of the table."""
        values = [number(self.values[name]) if name in self.values else "" for name in names]
        return [f"{self.name}, {self.unit}", *values, self.ratio_to_best(), self.goal()]

    def ratio_to_best(self):
        """vitty's value as a multiple of the best other program's, in words."""
        peers = [name for name in self.values if name not in (VITTY, ONE_PANE)]
        if not peers:
            return ""
        best = min(peers, key=self.values.get)
        return f"{self.ratio_to(best):.2f} ({best})"

    def ratio_to(self, name):
        """vitty's value as a multiple of a program's."""
        return self.values[VITTY] / max(self.values[name], 1e-9)

    def goal(self):
        """The goal, in words, and how far it is reached where it is a multiple."""
        if self.limit is None:
            return ""
        if self.peer is None:
            return f"<= {number(self.limit)}"
        reached = f"{self.ratio_to(self.peer):.2f}" if self.peer in self.values else "not compared"
        return f"<= {self.limit:.1f} x {self.peer}: {reached}"

    def is_missed(self):
        """Whether vitty is above the goal."""
        if self.limit is None or (self.peer and self.peer not in self.values):
            return False
        return (self.ratio_to(self.peer) if self.peer else self.values[VITTY]) > self.limit


class Comparison:
    """All rows, in the order in which they were first set."""

    def __init__(self, title, missing):
        self.title = title
        self.missing = missing  #: the programs that are not installed
        self.rows = {}

    def set(self, name, unit, program, value, limit=None, peer=None):
        """Sets the value of a program."""
        row = self.rows.setdefault(name, Row(name, unit, limit, peer))
        row.values[program] = value

    def markdown(self):
        """The table, with a column for each program, and the missed goals below it."""
        rows = self.rows.values()
        names = list(dict.fromkeys(
            name for row in rows for name in row.values if name != ONE_PANE))
        cells = [[self.title, *names, "vitty to the best", "goal for vitty"]]
        cells += [["---", *("---:" for _ in names), "---:", "---"]]
        cells += [row.cells(names) for row in rows]
        lines = ["| " + " | ".join(row) + " |" for row in cells]
        notes = [f"- {name} is not installed, and left out" for name in self.missing]
        notes += [f"- missed: {row.name}: {row.goal()}" for row in rows if row.is_missed()]
        return "\n".join(lines + [""] + (notes or ["All goals are met."]))

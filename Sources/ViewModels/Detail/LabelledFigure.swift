// A figure in the head of a brief: its label, its value, and what may follow it.

import Markup

/// A label and a value that stay together on a line.
struct LabelledFigure {
  /// What it is.
  let label: String
  /// The value.
  let value: [Span]
  /// What follows it on the line: the first of these that fits, otherwise the last one.
  var more: [[Span]] = []
}

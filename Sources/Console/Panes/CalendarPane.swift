// Draws a month in a small box.

import Markup
import Terminal
import ViewModels
import VitallyModel

struct CalendarPane {
  private let calendar: CalendarViewModel

  init(_ calendar: CalendarViewModel) { self.calendar = calendar }

  func draw(on canvas: inout Canvas, in body: Rect) {
    let area = Rect(
      x: body.x + max(0, (body.width - 24) / 2), y: body.y + max(0, (body.height - 9) / 2),
      width: min(24, body.width), height: min(9, body.height))
    let inside = canvas.box(area, title: calendar.title)
    for (column, name) in calendar.weekdays.enumerated() {
      canvas.draw(name, .label, x: inside.x + 1 + column * 3, y: inside.y, within: inside)
    }
    for (row, week) in calendar.weeks.enumerated() {
      for (column, day) in week.enumerated() {
        let number = String(day.components.day)
        let x = inside.x + 1 + column * 3
        let y = inside.y + 1 + row
        let text = number.count < 2 ? " " + number : number
        let role: TextRole =
          day == calendar.today ? .strong : calendar.isInMonth(day) ? .plain : .dim
        canvas.draw(text, role, x: x, y: y, within: inside)
        if day == calendar.day {
          canvas.mark(Rect(x: x, y: y, width: 2, height: 1).intersection(inside), .selected)
          canvas.surface.cursor = Point(x: x, y: y)
        }
      }
    }
  }
}

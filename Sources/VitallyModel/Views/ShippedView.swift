// The views that come with vitty: what customer success managers look at every day.

extension SavedView {
  /// A view that comes with vitty. Its raw value stands in the file of a user who has changed it.
  public enum Shipped: String, CaseIterable, Hashable, Sendable {
    case book = "my-book"
    case attention = "needs-attention"
    case renewals = "renewals-90d"
    case quiet = "gone-quiet"
    case overdue = "my-overdue-tasks"
    case week = "my-week"
    case detractors

    /// The view as it comes with vitty.
    public var view: SavedView {
      let (name, resource, line): (String, Resource, String) =
        switch self {
        case .book: ("my book", .account, "is:mine")
        case .attention:
          (
            "needs attention", .account,
            "is:mine (health<4 or renewal<0d or renewal:0..45d or seen>30d) "
              + "cols:name,why,health,renewal,mrr,seen sort:health"
          )
        case .renewals:
          (
            "renewals in 90 days", .account,
            "is:mine renewal:0..90d cols:name,renewal,mrr,health,csm sort:renewal"
          )
        case .quiet:
          (
            "gone quiet", .account,
            "is:mine seen>30d -inbound:30d cols:name,seen,inbound,health,mrr,renewal sort:seen"
          )
        case .overdue: ("my overdue tasks", .task, "is:mine is:overdue sort:due")
        case .week: ("my week", .task, "is:mine is:open due<=sun sort:due")
        case .detractors: ("detractors", .npsResponse, "score<=6 sort:-answered")
        }
      return SavedView(name, resource, line, source: .shipped(self))
    }
  }
}

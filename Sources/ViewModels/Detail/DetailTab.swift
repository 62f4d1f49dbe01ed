// The tabs above a detail: their numbers, names and counts.

import VitallyModel

/// A tab of a detail.
public struct DetailTab: Equatable, Sendable {
  /// The number of the key that shows it, from 1.
  public var number: Int
  /// Its title.
  public var title: String
  /// A shorter one for where tabs are close; nil for none.
  public var shortTitle: String?
  /// How many records it has, as text; nil for the brief and while the number is not known.
  public var count: String?
  /// Whether there may be more than the count says.
  public var isPartial: Bool
  /// Whether it is shown.
  public var isActive: Bool
}

extension DetailViewModel {
  /// The tabs; none for a record without child lists.
  public var tabs: [DetailTab] {
    guard !links.isEmpty else { return [] }
    let brief = DetailTab(
      number: 1, title: "Brief", count: nil, isPartial: false, isActive: tab == 0)
    return [brief]
      + links.enumerated().map { index, link in
        let known = row == nil || isHeadOnly ? nil : recordDetail?.links.dropFirst(index).first
        return DetailTab(
          number: index + 2, title: link.child.schema.tabTitle,
          count: known.map { NumberText.grouped($0.count) },
          isPartial: known?.status.completedAt == nil, isActive: tab == index + 1)
      } + timelineTab
  }

  /// The tab behind those of the links. It says the key of the last tab, which is the same in all
  /// records, however many tabs come before it.
  private var timelineTab: [DetailTab] {
    guard ref.resource.schema.hasTimeline else { return [] }
    let index = links.count + 1
    return [
      DetailTab(
        number: Self.mostTabs, title: "Timeline", shortTitle: "Time", count: nil, isPartial: false,
        isActive: tab == index)
    ]
  }
}

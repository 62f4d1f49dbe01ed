// How much each reason for attention counts: the user's numbers, or those that vitty begins with.

/// How many points each part of a score is worth at most.
public struct Weights: Hashable, Sendable {
  /// What asks for attention. The raw value is the key in the file.
  public enum Part: String, CaseIterable, Hashable, Sendable {
    /// How late a task is.
    case overdue
    /// How near the renewal of the customer is, or that it has lapsed.
    case renewal
    /// How much the customer pays.
    case revenue
    /// How low the health of the customer is.
    case health
    /// For how long nobody of the customer was seen.
    case silence
  }

  private var points: [Part: Double]
  /// The file in which they can be changed, as sentences name it.
  public var file = "weights.toml"
  /// Whether they are those of that file.
  public var isFromFile = false

  /// The most points of a part.
  public static let range = 0.0...1000.0

  /// The weights that vitty begins with.
  public static let standard = Weights(
    [.overdue: 20, .renewal: 40, .revenue: 20, .health: 25, .silence: 15])

  /// Weights; parts that are not named have those that vitty begins with.
  public init(_ points: [Part: Double] = [:]) {
    self.points = points
  }

  /// The points of a part.
  public subscript(part: Part) -> Double { points[part] ?? Self.standard.points[part] ?? 0 }
}

import GeoPrimitives

/// What cleaning the borders of the imported villages and of those around them did.
public struct CleaningSummary: Hashable, Sendable {
  /// Villages that were cleaned together.
  public var villages = 0
  /// Villages that were there before the import and whose border was drawn anew to match.
  public var neighbors = 0
  /// Gaps between villages that were closed.
  public var gapsClosed = 0
  /// Gaps that stay: lakes, inlets, enclaves.
  public var gapsLeft = 0
  /// Strips of ground that several villages claimed and one got.
  public var overlapsResolved = 0
  /// The ground that changed hands, in square metres.
  public var movedSquareMeters = 0.0
  /// Villages that have no ground left, because another's outline coincides with theirs.
  public var vanished = 0

  /// The summary as one JSON object.
  var json: String {
    let counts = [
      ("villages", villages), ("neighbors", neighbors), ("gaps_closed", gapsClosed),
      ("gaps_left", gapsLeft), ("overlaps_resolved", overlapsResolved), ("vanished", vanished),
    ]
    let members = counts.map { "\(JSONText.string($0.0)):\($0.1)" }
    let moved = JSONText.number(movedSquareMeters, decimals: 0)
    return "{" + (members + ["\"moved_m2\":\(moved)"]).joined(separator: ",") + "}"
  }
}

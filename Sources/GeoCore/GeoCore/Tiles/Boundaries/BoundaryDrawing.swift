import MapRendering

/// A tile of boundaries as a drawing (SVG) that keeps to its budget.
///
/// A drawing takes at most 60 kB. Where it would take more, it gives up, in this order: the titles of small
/// areas, which are then drawn as one shape; shapes and titles of areas without a class, whose ground is then
/// drawn as that of the larger areas, while their borders stay; vertices, twice as many pixels wide each
/// time; and last the smallest areas with a class, which is reported.
struct BoundaryDrawing {
  /// The most that a drawing takes, in bytes.
  static let budget = 60_000

  let boundaries: BoundaryTile

  /// What a drawing gives up.
  private struct Plan {
    /// The square pixels of the smallest area with a title.
    var smallestTitled: Double
    var coarsening: Int
    var placesPerPixel: Double
    var isGroundCoarse = false
    var room = Int.max
  }

  private static let plans =
    [
      Plan(smallestTitled: 4, coarsening: 0, placesPerPixel: 10),
      Plan(smallestTitled: 16, coarsening: 1, placesPerPixel: 10),
      Plan(smallestTitled: 64, coarsening: 1, placesPerPixel: 5),
      Plan(smallestTitled: 64, coarsening: 1, placesPerPixel: 5, isGroundCoarse: true),
      Plan(smallestTitled: 64, coarsening: 2, placesPerPixel: 5, isGroundCoarse: true),
      Plan(smallestTitled: 256, coarsening: 2, placesPerPixel: 4, isGroundCoarse: true),
      Plan(smallestTitled: .infinity, coarsening: 3, placesPerPixel: 2, isGroundCoarse: true),
    ]
    + [40_000, 30_000, 20_000, 10_000, 0].map {
      Plan(
        smallestTitled: .infinity, coarsening: 3, placesPerPixel: 2, isGroundCoarse: true,
        room: $0)
    }

  /// The drawing.
  func rendered() throws(RenderingError) -> RenderedTile {
    var drawn = RenderedTile(body: [], format: .svg, isEmpty: true)
    for plan in Self.plans {
      let (scene, dropped) = BoundaryPicture(
        boundaries: boundaries, coarsening: plan.coarsening, smallestTitled: plan.smallestTitled,
        placesPerPixel: plan.placesPerPixel, isGroundCoarse: plan.isGroundCoarse, room: plan.room
      ).pictured()
      let tile = try RenderedTile(scene, .svg, doubled: false)
      drawn = RenderedTile(
        body: tile.body, format: .svg, isEmpty: tile.isEmpty, droppedFeatures: dropped)
      if drawn.body.count <= Self.budget { break }
    }
    return drawn
  }
}

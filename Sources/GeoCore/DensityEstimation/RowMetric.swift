import GeoPrimitives
import Glibc
import TileMath

/// The ground under one row of the lattice: where it lies, and metres per degree there.
struct RowMetric {
  let latitude: Double
  let metersPerDegreeLongitude: Double
  let metersPerDegreeLatitude: Double

  /// The sine and the cosine of the latitude.
  var sine: Double { sin(latitude * .pi / 180) }
  var cosine: Double { cos(latitude * .pi / 180) }

  init(latitude: Double) {
    let metric = GroundMetric(latitude: latitude)
    self.latitude = latitude
    metersPerDegreeLongitude = metric.metersPerDegreeLongitude
    metersPerDegreeLatitude = metric.metersPerDegreeLatitude
  }

  /// The width in metres of a lattice cell of so many grid units.
  func metersAcross(units: Int) -> Double {
    Double(units) * GridScale.degreesPerUnit * metersPerDegreeLongitude
  }
}

extension LatticeWindow {
  /// The metrics of all rows, from the north.
  var rowMetrics: [RowMetric] { (0..<rows).map { RowMetric(latitude: latitude(ofRow: $0)) } }

  /// How far, in grid units, a kernel reaches at most from any row of the window, with a margin of
  /// one cell of the given width.
  func reach(ofMeters bandwidth: Double, margin: Int) -> Int {
    let farthest = max(abs(latitude(ofRow: 0)), abs(latitude(ofRow: rows - 1)))
    // The poleward side stretches most; a kernel reaches at most 100 km beyond the row.
    let metric = RowMetric(latitude: min(farthest + 1, 89))
    let degrees = bandwidth / min(metric.metersPerDegreeLongitude, metric.metersPerDegreeLatitude)
    let units = (degrees * 1.02 / GridScale.degreesPerUnit).rounded(.up)
    return Int(min(units, GridPoint.cellsAcross)) + margin
  }
}

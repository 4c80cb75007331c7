import GeoPrimitives
import SpatialIndexing
import TileMath

/// The density of one index of points under one bandwidth, on the nodes of a window.
struct FieldPart: Sendable {
  let index: PointIndex
  let parameters: DensityParameters
  /// What the part is multiplied with: 1, or −1 for points that have been taken away.
  let factor: Float

  /// The density at every node, before the factor.
  /// - Parameters:
  ///   - window: The nodes.
  ///   - exactly: Whether every point is visited on its own.
  ///   - isWanted: Asked now and then; once it says no, whatever has been summed so far is returned.
  /// - Returns: A grid of the window's size.
  func densities(in window: LatticeWindow, exactly: Bool, while isWanted: () -> Bool) -> RasterGrid
  {
    let bands = bands(of: window)
    if bands.count == 1 { return densities(bands[0], exactly, isWanted) }
    var all = RasterGrid(columns: window.columns, rows: window.rows)
    var start = 0
    var isStillWanted = true
    for band in bands where isStillWanted {
      let part = densities(band, exactly) {
        isStillWanted = isWanted()
        return isStillWanted
      }
      all.values.replaceSubrange(start..<start + part.values.count, with: part.values)
      start += part.values.count
    }
    return all
  }

  private func densities(_ band: Band, _ exactly: Bool, _ isWanted: () -> Bool) -> RasterGrid {
    band.isSampled
      ? sample(band.window, exactly, isWanted) : mean(band.window, exactly, isWanted)
  }

  /// Rows one below the other in all of which a bandwidth spans at least one node, or in none.
  private struct Band {
    var window: LatticeWindow
    let isSampled: Bool
  }

  /// The bands of a window from the north. Nodes shrink towards the poles, so that there are at most
  /// three, or more where a lattice of masses much finer than the nodes would take much memory.
  private func bands(of window: LatticeWindow) -> [Band] {
    let isSampled = (0..<window.rows).map {
      RowMetric(latitude: window.latitude(ofRow: $0)).metersAcross(units: window.step)
        <= parameters.bandwidthMeters
    }
    let isFine = parameters.nodesPerBandwidth(in: window) < 8
    let most = isFine ? max(32, Self.mostNodesOfBand / window.columns) : window.rows
    var bands: [Band] = []
    var first = 0
    for row in 1...window.rows
    where row == window.rows || isSampled[row] != isSampled[first] || row - first == most {
      bands.append(Band(window: window.rows(first..<row), isSampled: isSampled[first]))
      first = row
    }
    return bands
  }

  private static let mostNodesOfBand = 1 << 18

  private func sample(_ window: LatticeWindow, _ exactly: Bool, _ isWanted: () -> Bool)
    -> RasterGrid
  {
    if exactly {
      return ExactSum.densities(
        of: index, at: SampleGrid(window), parameters, while: isWanted)
    }
    switch parameters.kernel {
    case .quartic: return gathered(window, QuarticProfile.self, isWanted)
    case .epanechnikov: return gathered(window, EpanechnikovProfile.self, isWanted)
    case .triweight: return gathered(window, TriweightProfile.self, isWanted)
    case .triangular: return gathered(window, TriangularProfile.self, isWanted)
    case .gaussian: return gathered(window, GaussianProfile.self, isWanted)
    case .uniform:
      return UniformSum.densities(of: index, in: window, parameters, while: isWanted)
    }
  }

  private func gathered<Profile: KernelProfile>(
    _ window: LatticeWindow, _ profile: Profile.Type, _ isWanted: () -> Bool
  ) -> RasterGrid {
    GatheredSum<Profile>(index: index, parameters: parameters)
      .densities(in: window, while: isWanted)
  }

  /// The mean over every cell of the lattice, from mass in cells a quarter as wide.
  private func mean(_ window: LatticeWindow, _ exactly: Bool, _ isWanted: () -> Bool) -> RasterGrid
  {
    var mean = PixelMean(window: window, parameters: parameters)
    if let box = window.box(widenedBy: window.step) {
      let level = exactly ? 32 : min(window.level + 2, 32)
      index.visitMassSources(level: level, in: box, dividingFrom: 1) { sources in
        mean.add(sources)
        return isWanted()
      }
    }
    return mean.densities()
  }
}

extension LatticeWindow {
  /// Some rows of the window.
  fileprivate func rows(_ range: Range<Int>) -> LatticeWindow {
    LatticeWindow(unchecked: level, firstColumn, firstRow + range.lowerBound, columns, range.count)
  }
}

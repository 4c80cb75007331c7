public import DisclosureControl
public import GeoPrimitives
public import SpatialIndexing
import TileMath

/// The density of the points of an index: λ(q) = Σ wᵢ · K(dist(q, xᵢ)), per square kilometre.
///
/// Distances are metres on the tangent plane at the latitude of q (see `GroundMetric`). Points are
/// taken together in cells much finer than the bandwidth, at their centre of mass, so the cost goes
/// with the cells that hold something and not with the points in them. Whatever depends on the window's position is aligned globally:
/// neighbouring windows agree to the last bit.
///
/// Source: Silverman 1986 for the estimator; the gathering and its error are described in
/// `docs/density.md`.
public struct DensityField: Sendable {
  /// Points that share a bandwidth.
  public struct Part: Sendable {
    /// The points and their weights.
    public var index: PointIndex
    /// Kernel and bandwidth.
    public var parameters: DensityParameters
    /// Whether the points have been taken away from what another part holds.
    public var isRemoved: Bool

    /// A part of a field.
    public init(index: PointIndex, parameters: DensityParameters, isRemoved: Bool = false) {
      self.index = index
      self.parameters = parameters
      self.isRemoved = isRemoved
    }
  }

  let parts: [FieldPart]

  /// The density of an index of tips, or of anything else that must be disclosed with care.
  /// - Parameters:
  ///   - index: The points and their weights.
  ///   - parameters: Kernel and bandwidth.
  ///   - disclosure: On whose behalf the field is drawn.
  public init(of index: PointIndex, parameters: DensityParameters, for disclosure: Disclosure) {
    self.init(of: [Part(index: index, parameters: parameters)], for: disclosure)
  }

  /// The sum of several densities: classes of an adaptive bandwidth, or an index with what has been
  /// added and taken away since it was built.
  /// - Parameters:
  ///   - parts: Those without points are left out.
  ///   - disclosure: On whose behalf the field is drawn.
  public init(of parts: [Part], for disclosure: Disclosure) {
    self.parts = parts.filter { $0.index.count > 0 }.map {
      FieldPart(index: $0.index, parameters: $0.parameters, factor: $0.isRemoved ? -1 : 1)
    }
  }

  /// The density at every node of a window, errors at most 1/512 of the window's peak.
  ///
  /// Where a bandwidth spans less than one node, the value is the mean over the node's cell.
  /// - Parameters:
  ///   - window: The nodes.
  ///   - isWanted: Asked now and then; once it says no, the result is unfinished and of no use.
  /// - Returns: A grid of the window's size.
  /// - Complexity: O(c · r²) for c cells of mass within reach and a bandwidth of r ≤ 40 nodes.
  public func densities(
    in window: LatticeWindow, while isWanted: () -> Bool = { true }
  ) -> RasterGrid {
    sum(in: window, exactly: false, while: isWanted)
  }

  /// The density at every node, each point visited on its own: relative error at most 10⁻⁵.
  /// - Parameters:
  ///   - window: The nodes.
  ///   - isWanted: Asked now and then; once it says no, the result is unfinished and of no use.
  /// - Returns: A grid of the window's size.
  /// - Complexity: O(n · r²) for n points within reach.
  public func exactDensities(
    in window: LatticeWindow, while isWanted: () -> Bool = { true }
  ) -> RasterGrid {
    sum(in: window, exactly: true, while: isWanted)
  }

  private func sum(
    in window: LatticeWindow, exactly: Bool, while isWanted: () -> Bool
  ) -> RasterGrid {
    guard let first = parts.first else {
      return RasterGrid(columns: window.columns, rows: window.rows)
    }
    var sum = first.densities(in: window, exactly: exactly, while: isWanted)
    guard parts.count > 1 else { return sum }
    for part in parts.dropFirst() where isWanted() {
      let values = part.densities(in: window, exactly: exactly, while: isWanted)
      for index in sum.values.indices { sum.values[index] += part.factor * values.values[index] }
    }
    return parts.contains { $0.factor < 0 } ? cleared(sum) : sum
  }

  /// Differences that are nothing but rounding are zero.
  private func cleared(_ values: RasterGrid) -> RasterGrid {
    let smallest = Float(parts.map(\.parameters.peakOfOneReport).min() ?? 0) * 1e-5
    var result = values
    for index in result.values.indices where result.values[index] < smallest {
      result.values[index] = 0
    }
    return result
  }
}

/// What determines a density field, besides the points.
public struct DensityParameters: Hashable, Sendable {
  /// The bandwidths that can be asked for, in metres.
  public static let bandwidthRange = 50.0...100_000.0

  /// The bandwidths that are offered, in metres.
  public static let bandwidthPresets: [Double] = [250, 500, 1000, 2000, 5000, 10000]

  /// The shape of the kernel.
  public let kernel: DensityKernel
  /// The radius h of the kernel on the ground, in metres.
  public let bandwidthMeters: Double

  /// Parameters within range.
  /// - Throws: `DensityError.bandwidthOutOfRange` for a bandwidth below 50 m, above 100 km, or not a
  ///   number.
  public init(kernel: DensityKernel = .quartic, bandwidthMeters: Double = 1000)
    throws(DensityError)
  {
    guard Self.bandwidthRange.contains(bandwidthMeters) else {
      throw .bandwidthOutOfRange(bandwidthMeters)
    }
    self.kernel = kernel
    self.bandwidthMeters = bandwidthMeters
  }

  /// The density in the middle of a single report, per square kilometre.
  public var peakOfOneReport: Double {
    kernel.peak / (bandwidthMeters * bandwidthMeters) * 1e6
  }

  /// What a single report leaves at a distance in metres, per square kilometre.
  public func densityOfOneReport(atMeters distance: Double) -> Double {
    let share = distance / bandwidthMeters
    return kernel.value(atSquaredDistance: share * share) / (bandwidthMeters * bandwidthMeters)
      * 1e6
  }

  /// The bandwidth in cells of the global grid at the equator. At other latitudes it spans more.
  var bandwidthInGridUnits: Double {
    bandwidthMeters / GridScale.metersPerUnitAtEquator
  }
}

/// Why a density cannot be computed.
public enum DensityError: Error, Hashable, Sendable {
  /// The bandwidth is not a number from 50 to 100 000 metres.
  case bandwidthOutOfRange(Double)
  /// The window is empty, too large, or leaves the Web Mercator square.
  case unusableWindow(String)
}

extension DensityError: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .bandwidthOutOfRange(let value):
      "a bandwidth of \(value) m is not within 50 … 100000 m"
    case .unusableWindow(let reason): "the window cannot be computed: \(reason)"
    }
  }
}

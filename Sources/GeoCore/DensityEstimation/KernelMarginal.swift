/// The mass of a kernel of bandwidth one beyond a straight line, by the line's distance from its
/// centre: a table with linear interpolation, off by less than 10⁻⁴.
struct KernelMarginal: Sendable {
  private static let steps = 256

  /// The mass beyond distance i/256, for i = 0 … 256.
  private let tail: [Float]

  private init(_ kernel: DensityKernel) {
    // The mass of each strip between two lines, by the midpoint rule across and along it.
    let width = 1 / Double(Self.steps)
    var strips = (0..<Self.steps).map { step in
      let x = (Double(step) + 0.5) * width
      return (0..<Self.steps).reduce(0.0) { sum, along in
        let y = (Double(along) + 0.5) * width
        return sum + kernel.value(atSquaredDistance: x * x + y * y)
      }
    }
    // Half of the mass lies beyond the line through the centre, whatever the rule's error.
    let scale = 0.5 / strips.reduce(0, +)
    strips = strips.map { $0 * scale }
    var beyond = 0.0
    tail =
      [0]
      + strips.reversed().map {
        beyond += $0
        return Float(beyond)
      }
  }

  /// The mass beyond a line at a distance of `u` bandwidths from the centre; a negative distance is
  /// that of a line on the near side.
  @inline(__always)
  func mass(beyond u: Float) -> Float {
    let position = min(abs(u), 1) * Float(Self.steps)
    let lower = min(Int(position), Self.steps - 1)
    let share = position - Float(lower)
    let near = tail[Self.steps - lower]
    let mass = near + share * (tail[Self.steps - lower - 1] - near)
    return u < 0 ? 1 - mass : mass
  }

  /// The table of a kernel, made once.
  static func of(_ kernel: DensityKernel) -> KernelMarginal {
    switch kernel {
    case .quartic: quartic
    case .epanechnikov: epanechnikov
    case .triweight: triweight
    case .triangular: triangular
    case .uniform: uniform
    case .gaussian: gaussian
    }
  }

  private static let quartic = KernelMarginal(.quartic)
  private static let epanechnikov = KernelMarginal(.epanechnikov)
  private static let triweight = KernelMarginal(.triweight)
  private static let triangular = KernelMarginal(.triangular)
  private static let uniform = KernelMarginal(.uniform)
  private static let gaussian = KernelMarginal(.gaussian)
}

import GeoPrimitives
import TileMath

extension MassLattice {
  /// The nodes of a row that are summed up together.
  private static let strip = 64

  /// Adds the kernel's sum over the lattice to the values of the window's nodes.
  /// - Parameters:
  ///   - values: One for each node.
  ///   - bandwidth: In metres.
  ///   - peak: What a kernel adds at its centre for a mass of one.
  ///   - profile: The kernel, smooth enough for a lattice.
  /// - Complexity: O(n · p) for n nodes, each with p places within its bandwidth; blocks in which
  ///   nothing lies are passed over.
  func addSums<Profile: KernelProfile>(
    to values: inout RasterGrid, bandwidth: Double, peak: Float, _ profile: Profile.Type
  ) {
    let window = frame.window
    var taps = KernelTaps()
    var sums = [Float](repeating: 0, count: Self.strip)
    for row in 0..<window.rows {
      taps.set(forRow: row, of: frame, bandwidth: bandwidth, profile)
      for first in stride(from: 0, to: window.columns, by: Self.strip) {
        let count = min(Self.strip, window.columns - first)
        for index in sums.indices { sums[index] = 0 }
        guard add(taps, first, count, to: &sums) else { continue }
        let start = row * window.columns + first
        for index in 0..<count { values.values[start + index] += max(sums[index], 0) * peak }
      }
    }
  }

  /// Adds what all rows of places give to some nodes of a row.
  /// - Returns: Whether anything was added.
  private func add(_ taps: KernelTaps, _ first: Int, _ count: Int, to sums: inout [Float]) -> Bool {
    let blocks = frame.blocks
    let near =
      first >> LatticeFrame.blockShift...(first + count + 2 * frame.margin)
      >> LatticeFrame.blockShift
    var isAdded = false
    for line in taps.lines {
      let start = line.row * blocks
      guard near.contains(where: { isOccupied[start + $0] }) else { continue }
      isAdded = true
      for group in line.groups {
        add(
          taps.weights[group], 4 * (group - line.groups.lowerBound), line.row, first, count, &sums)
      }
    }
    return isAdded
  }

  /// Adds what the places of a row give that lie so many steps, and up to three more, to the west and
  /// to the east of some nodes.
  @inline(__always)
  private func add(
    _ weights: SIMD4<Float>, _ step: Int, _ row: Int, _ first: Int, _ count: Int,
    _ sums: inout [Float]
  ) {
    let frame = frame
    let places = masses.span.extracting(row * frame.places..<(row + 1) * frame.places)
    var sums = sums.mutableSpan
    let west0 = places.extracting(frame.west(of: first, step, count))
    let west1 = places.extracting(frame.west(of: first, step + 1, count))
    let west2 = places.extracting(frame.west(of: first, step + 2, count))
    let west3 = places.extracting(frame.west(of: first, step + 3, count))
    let east0 = places.extracting(frame.east(of: first, step, count))
    let east1 = places.extracting(frame.east(of: first, step + 1, count))
    let east2 = places.extracting(frame.east(of: first, step + 2, count))
    let east3 = places.extracting(frame.east(of: first, step + 3, count))
    let (w0, w1, w2, w3) = (weights[0], weights[1], weights[2], weights[3])
    for index in 0..<count {
      let near = (west0[index] + east0[index]) * w0 + (west1[index] + east1[index]) * w1
      let far = (west2[index] + east2[index]) * w2 + (west3[index] + east3[index]) * w3
      sums[index] += near + far
    }
  }
}

extension LatticeFrame {
  /// The places so many steps to the west of some nodes.
  @inline(__always)
  fileprivate func west(of node: Int, _ step: Int, _ count: Int) -> Range<Int> {
    let middle = (node + margin) << shift + ((1 << shift) - 1) >> 1
    let start = position(max(middle - step, 0))
    return start..<start + count
  }

  /// The places so many steps to the east of some nodes.
  @inline(__always)
  fileprivate func east(of node: Int, _ step: Int, _ count: Int) -> Range<Int> {
    let middle = (node + margin) << shift + (1 << shift) >> 1
    let start = position(min(middle + step, (columns - count) << shift))
    return start..<start + count
  }
}

/// The kernel's weights along the rows of places around one row of nodes.
///
/// Nodes lie midway between places, or on them, so that places to the west and to the east of a node
/// share their weights.
private struct KernelTaps {
  /// A row of places, and where its weights are.
  struct Line {
    let row: Int
    let groups: Range<Int>
  }

  private(set) var lines: [Line] = []
  /// The weights by the steps from a node, nearest first; for each row of places a whole number of
  /// vectors.
  private(set) var weights: [SIMD4<Float>] = []

  mutating func set<Profile: KernelProfile>(
    forRow row: Int, of frame: LatticeFrame, bandwidth: Double, _ profile: Profile.Type
  ) {
    lines.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    let window = frame.window
    let scale = RowScale(
      latitude: window.latitude(ofRow: row), unitsPerPart: 1 / window.partsPerUnit,
      bandwidthMeters: bandwidth)
    let parts = Float(LatticeWindow.partsPerColumn >> frame.shift)
    let span = frame.margin << frame.shift
    let center = (row + frame.margin) << frame.shift
    let toCenter = Float((1 << frame.shift) - 1) / 2
    for line in center - span..<center + (1 << frame.shift) + span {
      let dy = scale.distance(southward: (Float(line - center) - toCenter) * parts)
      guard dy * dy < 1 else { continue }
      let first = weights.count
      append(rest: 1 - dy * dy, perStep: parts * scale.across, isCentral: frame.shift == 0, profile)
      lines.append(Line(row: line, groups: first..<weights.count))
    }
  }

  /// Appends the weights of a row until they are zero.
  private mutating func append<Profile: KernelProfile>(
    rest: Float, perStep: Float, isCentral: Bool, _ profile: Profile.Type
  ) {
    var steps = SIMD4<Float>(0, 1, 2, 3) + (isCentral ? 0 : 0.5)
    while true {
      let dx = steps * perStep
      let t = rest - dx * dx
      guard t[0] > 0 else { return }
      var values = Profile.value(t).replacing(with: SIMD4(), where: t .<= 0)
      // What lies in the column of the node itself is met twice.
      if steps[0] == 0 { values[0] /= 2 }
      weights.append(values)
      steps += 4
    }
  }
}

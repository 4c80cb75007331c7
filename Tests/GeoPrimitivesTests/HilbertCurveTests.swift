import GeoPrimitives
import Support
import Testing

@Suite("The Hilbert curve")
struct HilbertCurveTests {
  private struct Step: Equatable {
    var x: UInt32
    var y: UInt32
  }

  /// The cells of a level in the order in which the orientations walk through them.
  private static func walk(
    _ orientation: HilbertCurve.Orientation, x: UInt32, y: UInt32, levels: Int,
    into cells: inout [Step]
  ) {
    guard levels > 0 else { return cells.append(Step(x: x, y: y)) }
    for step in 0..<4 {
      let child = orientation.child(atStep: step)
      walk(
        child.inner, x: x << 1 | child.xBit, y: y << 1 | child.yBit, levels: levels - 1,
        into: &cells)
    }
  }

  @Test("is walked by its orientations in the order of its keys", arguments: 0...6)
  func walkEqualsKeyOrder(levels: Int) {
    var walked: [Step] = []
    Self.walk(.root, x: 0, y: 0, levels: levels, into: &walked)
    let side = UInt32(1) << levels
    let shift = 32 - UInt32(levels)
    let cells = (0..<side).flatMap { x in (0..<side).map { Step(x: x, y: $0) } }
    let sorted = cells.sorted {
      HilbertCurve.key(x: $0.x << shift, y: $0.y << shift)
        < HilbertCurve.key(x: $1.x << shift, y: $1.y << shift)
    }
    #expect(walked == sorted)
  }

  @Test("steps to a neighbour every time")
  func isContinuous() {
    var walked: [Step] = []
    Self.walk(.root, x: 0, y: 0, levels: 6, into: &walked)
    #expect(walked.first == Step(x: 0, y: 0))
    for (a, b) in zip(walked, walked.dropFirst()) {
      #expect(abs(Int(a.x) - Int(b.x)) + abs(Int(a.y) - Int(b.y)) == 1)
    }
  }

  @Test("tells for every child the step at which it comes")
  func stepIsTheInverseOfChild() {
    var seen: Set<HilbertCurve.Orientation> = [.root]
    var open: [HilbertCurve.Orientation] = [.root]
    while let orientation = open.popLast() {
      for step in 0..<4 {
        let child = orientation.child(atStep: step)
        #expect(orientation.step(xBit: child.xBit, yBit: child.yBit) == step)
        if seen.insert(child.inner).inserted { open.append(child.inner) }
      }
    }
    #expect(seen.count == 4)
  }

  @Test("gives every quadtree cell one contiguous run of keys")
  func cellsAreRuns() {
    var random = SeededRandom(seed: 17)
    for _ in 0..<300 {
      let level = UInt64.random(in: 1...31, using: &random)
      let (x, y) = (
        UInt32(truncatingIfNeeded: random.next()), UInt32(truncatingIfNeeded: random.next())
      )
      let size = UInt32(1) << (32 - UInt32(level))
      let (left, top) = (x / size * size, y / size * size)
      let run = HilbertCurve.key(x: x, y: y) >> (64 - 2 * level)
      for (cornerX, cornerY) in [
        (left, top), (left + (size - 1), top), (left, top + (size - 1)),
        (left + (size - 1), top + (size - 1)),
      ] {
        #expect(HilbertCurve.key(x: cornerX, y: cornerY) >> (64 - 2 * level) == run)
      }
    }
  }

  @Test("gives different cells different keys")
  func keysAreUnique() {
    var random = SeededRandom(seed: 18)
    var keys: [UInt64: Step] = [:]
    for _ in 0..<5000 {
      let bits = random.next()
      let cell = Step(
        x: UInt32(truncatingIfNeeded: bits), y: UInt32(truncatingIfNeeded: bits >> 32))
      let key = HilbertCurve.key(x: cell.x, y: cell.y)
      #expect(keys[key] == nil || keys[key] == cell)
      keys[key] = cell
    }
    #expect(HilbertCurve.key(x: 0, y: 0) == 0)
    #expect(HilbertCurve.key(x: .max, y: 0) == .max)
  }
}

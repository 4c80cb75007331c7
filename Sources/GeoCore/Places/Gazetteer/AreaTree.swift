import GeoPrimitives

/// Areas in the order of their codes, and which holds which.
struct AreaTree {
  private(set) var areas: [GazetteerArea]
  private(set) var parents: [Int32] = []
  private(set) var ends: [Int32]

  init(_ unsorted: [GazetteerArea]) {
    let isSorted = zip(unsorted, unsorted.dropFirst()).allSatisfy { $0.code.text < $1.code.text }
    areas = isSorted ? unsorted : Self.sorted(unsorted)
    ends = areas.indices.map { Int32($0) + 1 }
    parents.reserveCapacity(areas.count)
    var open: [Int] = []
    for index in areas.indices {
      while let last = open.last, !areas[index].code.text.hasPrefix(areas[last].code.text) {
        ends[last] = Int32(index)
        open.removeLast()
      }
      parents.append(open.last.map { Int32($0) } ?? -1)
      open.append(index)
    }
    for last in open { ends[last] = Int32(areas.count) }
  }

  private static func sorted(_ unsorted: [GazetteerArea]) -> [GazetteerArea] {
    let order = unsorted.indices.sorted {
      (unsorted[$0].code.text, $0) < (unsorted[$1].code.text, $1)
    }
    var sorted: [GazetteerArea] = []
    for index in order where sorted.last?.code != unsorted[index].code {
      sorted.append(unsorted[index])
    }
    return sorted
  }

  func position(of code: AreaCode) -> Int? { Self.position(of: code, in: areas) }

  static func position(of code: AreaCode, in areas: [GazetteerArea]) -> Int? {
    var (low, high) = (0, areas.count)
    while low < high {
      let middle = (low + high) / 2
      if areas[middle].code.text < code.text { low = middle + 1 } else { high = middle }
    }
    return low < areas.count && areas[low].code == code ? low : nil
  }
}

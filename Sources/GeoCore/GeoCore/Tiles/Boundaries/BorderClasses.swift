import Coverage
import GeoStore
import Places

/// The classes of all arcs of a layer.
struct BorderClasses: Sendable {
  /// The class of each arc as a byte.
  let bytes: [UInt8]

  /// The classes of the arcs on which areas border, these ascending by code and with their outlines.
  /// - Complexity: O(n) in the arcs and areas.
  init(_ areas: [Area], _ outlines: ArcOutlines, arcCount: Int) {
    let owners = Self.owners(of: outlines, arcCount: arcCount)
    let units = Units(areas)
    bytes = (0..<arcCount).map { arc in
      let (left, right) = (Int(owners[2 * arc]), Int(owners[2 * arc + 1]))
      guard left >= 0 || right >= 0 else { return BorderClass.noBorder }
      let isOuter = left < 0 || right < 0
      let level = isOuter ? .province : units.highestDifference(left, right)
      let sides = [left, right].filter { $0 >= 0 }.map { areas[$0].boundaryStatus }
      let status = sides.max { BorderClass.order(of: $0) < BorderClass.order(of: $1) }
      return BorderClass(level: level, isOuter: isOuter, status: status ?? nil).byte
    }
  }

  /// The area on the left of each half-arc; −1 for none.
  private static func owners(of outlines: ArcOutlines, arcCount: Int) -> [Int32] {
    var owners = [Int32](repeating: -1, count: 2 * arcCount)
    for area in 0..<outlines.count {
      for polygon in outlines.polygons(of: area) {
        for ring in outlines.rings(of: polygon) {
          for half in outlines.halfArcs(of: ring) { owners[Int(half)] = Int32(area) }
        }
      }
    }
    return owners
  }

  /// In which province, regency and district areas lie, as numbers.
  private struct Units {
    private let level: AdministrativeLevel
    private let columns: [(level: AdministrativeLevel, numbers: [Int32])]

    /// Areas of one unit follow each other, since they are in the order of their codes.
    init(_ areas: [Area]) {
      level = areas.first?.code.level ?? .village
      columns = AdministrativeLevel.allCases.filter { $0 < areas.first?.code.level ?? .province }
        .map { level in
          var number: Int32 = -1
          var last: AreaCode?
          let numbers = areas.map { area in
            let unit = area.code.ancestor(at: level)
            if number < 0 || unit != last { number += 1 }
            last = unit
            return number
          }
          return (level, numbers)
        }
    }

    func highestDifference(_ a: Int, _ b: Int) -> AdministrativeLevel {
      columns.first { $0.numbers[a] != $0.numbers[b] }?.level ?? level
    }
  }
}

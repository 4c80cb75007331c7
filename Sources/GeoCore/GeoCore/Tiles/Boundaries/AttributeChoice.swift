import GeoStore
import MapRendering
import Places
import TileMath

/// Which attributes areas bear in a vector tile; each choice less than the one before.
enum AttributeChoice: Int, Comparable, CaseIterable {
  /// All, and label points.
  case full
  /// The code and the states; no name, and no label points.
  case codes
  /// The stage in the programme alone; the code is told by the feature's number.
  case status

  static func < (a: AttributeChoice, b: AttributeChoice) -> Bool { a.rawValue < b.rawValue }

  /// What a level's areas bear at a zoom if there is room.
  static func usual(of level: AdministrativeLevel, at zoom: Int) -> AttributeChoice {
    zoom >= level.zooms.lowerBound ? .full : .codes
  }

  /// About how many bytes the attributes of an area take, its label point included.
  func bytes(of position: Int, _ columns: DetailStore.Columns) -> Int {
    let states = columns.statuses[position] == nil ? 0 : 4
    guard self < .status else { return states }
    let code = columns.codes[position].utf8.count + 14
    guard self < .codes else { return states + code }
    let label = 24 + states
    return states + code + label + (columns.names[position].map { $0.utf8.count + 12 } ?? 0)
  }
}

/// Puts the attributes of areas into a layer of a vector tile.
struct AreaAttributes {
  private let choice: AttributeChoice
  private let columns: DetailStore.Columns
  private let classes: AreaClasses?
  private var keys: [String: UInt64] = [:]
  private var statuses: [ProgrammeStatus: UInt64] = [:]
  private var boundaryStatuses: [BoundaryStatus: UInt64] = [:]

  init(_ choice: AttributeChoice, _ columns: DetailStore.Columns, classes: AreaClasses?) {
    self.choice = choice
    self.columns = columns
    self.classes = classes
  }

  /// The places of an area's keys and values in a layer.
  mutating func places(of position: Int, in layer: inout VectorTileLayer) -> [UInt64] {
    var places: [UInt64] = []
    if choice < .status {
      // A code occurs once in a layer, and so do nearly all names of a tile.
      places.append(key("code", &layer))
      places.append(layer.place(ofNew: .string(columns.codes[position])))
    }
    if choice < .codes, let name = columns.names[position] {
      places.append(key("name", &layer))
      places.append(layer.place(ofNew: .string(name)))
    }
    // Classes that tell more of an area tell its stage as well, on the day that they are for.
    if classes?.tags.isEmpty ?? true, let status = columns.statuses[position] {
      places.append(key("status", &layer))
      places.append(Self.place(of: status, &statuses, &layer))
    }
    if choice < .status, let status = columns.boundaryStatuses[position] {
      places.append(key("boundary_status", &layer))
      places.append(Self.place(of: status, &boundaryStatuses, &layer))
    }
    if let classes { addClass(of: position, classes, to: &places, &layer) }
    return places
  }

  private func addClass(
    of position: Int, _ classes: AreaClasses, to places: inout [UInt64],
    _ layer: inout VectorTileLayer
  ) {
    if let kind = classes.of(position) {
      places += [layer.place(ofKey: "class"), layer.place(of: .string(kind.name))]
    }
    for tag in classes.tags(of: position) {
      places += [layer.place(ofKey: tag.key), layer.place(of: tag.value)]
    }
  }

  private mutating func key(_ name: String, _ layer: inout VectorTileLayer) -> UInt64 {
    if let known = keys[name] { return known }
    let place = layer.place(ofKey: name)
    keys[name] = place
    return place
  }

  /// The place of one of a few values.
  private static func place<Status: Hashable & RawRepresentable>(
    of status: Status, _ known: inout [Status: UInt64], _ layer: inout VectorTileLayer
  ) -> UInt64 where Status.RawValue == String {
    if let place = known[status] { return place }
    let place = layer.place(of: .string(status.rawValue))
    known[status] = place
    return place
  }
}

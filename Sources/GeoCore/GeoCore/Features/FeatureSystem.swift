import GeoPrimitives
import PROJBindings

/// A coordinate reference system in which features are handed out and asked for (OGC API – Features, part 2).
public struct FeatureSystem: Hashable, Sendable {
  /// The identifier, such as `http://www.opengis.net/def/crs/EPSG/0/32750`.
  public let uri: String
  /// What PROJ calls it.
  fileprivate let definition: String
  /// Whether the register lists latitude before longitude.
  fileprivate let isLatitudeFirst: Bool
  /// Whether coordinates are degrees.
  fileprivate let isGeographic: Bool

  /// Longitude and latitude on WGS 84, in that order: the system where none is named.
  public static let crs84 = FeatureSystem(
    uri: "http://www.opengis.net/def/crs/OGC/1.3/CRS84", definition: "EPSG:4326",
    isLatitudeFirst: false, isGeographic: true)

  /// CRS84, EPSG:4326 (latitude first), Web Mercator, and the UTM zones of Indonesia, 46 to 54 on both sides of the
  /// equator.
  public static let all: [FeatureSystem] =
    [crs84, epsg(4326, isLatitudeFirst: true, isGeographic: true), epsg(3857)]
    + (32746...32754).map { epsg($0) } + (32646...32654).map { epsg($0) }

  private static func epsg(
    _ code: Int, isLatitudeFirst: Bool = false, isGeographic: Bool = false
  ) -> FeatureSystem {
    FeatureSystem(
      uri: "http://www.opengis.net/def/crs/EPSG/0/\(code)", definition: "EPSG:\(code)",
      isLatitudeFirst: isLatitudeFirst, isGeographic: isGeographic)
  }

  private init(uri: String, definition: String, isLatitudeFirst: Bool, isGeographic: Bool) {
    self.uri = uri
    self.definition = definition
    self.isLatitudeFirst = isLatitudeFirst
    self.isGeographic = isGeographic
  }

  /// The system of an identifier; `nil` for one that is not offered.
  public init?(uri: String) {
    guard let found = Self.all.first(where: { $0.uri == uri }) else { return nil }
    self = found
  }

  /// Decimals that tell a centimetre.
  var decimals: Int { isGeographic ? 7 : 2 }
}

extension FeatureSystem {
  /// Coordinates that are none of the system.
  public struct OutsideSystem: Error {}

  /// Reads and writes coordinates of a system, in the order in which its register lists the axes. It stays with
  /// its task.
  public final class Reader {
    /// The system.
    public let system: FeatureSystem
    private let transformation: CoordinateTransformation

    /// Finds the way to degrees: some 2 ms.
    /// - Throws: `PROJError`.
    public init(_ system: FeatureSystem) throws {
      self.system = system
      transformation = try CoordinateTransformation(
        CoordinateReferenceSystem(system.definition))
    }

    /// The place of a position.
    /// - Throws: `OutsideSystem`.
    func place(_ first: Double, _ second: Double) throws(OutsideSystem) -> Coordinate {
      let place =
        if system.isGeographic {
          system.isLatitudeFirst
            ? Coordinate(longitude: second, latitude: first)
            : Coordinate(longitude: first, latitude: second)
        } else {
          try? transformation.coordinate(of: SystemPosition(x: first, y: second))
        }
      guard let place, place.isOnGlobe else { throw OutsideSystem() }
      return place
    }

    /// The region of a box: four numbers, the lesser corner first, or six with heights, which do not matter. A
    /// box of degrees whose western edge lies east of its eastern one crosses the 180th meridian.
    /// - Throws: `OutsideSystem`.
    public func region(ofBox numbers: [Double]) throws(OutsideSystem) -> SearchRegion {
      let box = numbers.count == 6 ? [numbers[0], numbers[1], numbers[3], numbers[4]] : numbers
      guard box.count == 4 else { throw OutsideSystem() }
      if system.isGeographic { return try degreeBox(box) }
      guard box[0] <= box[2], box[1] <= box[3] else { throw OutsideSystem() }
      return .area(MultiPolygon([Polygon(exterior: Ring(try outline(box)))]))
    }

    private func degreeBox(_ box: [Double]) throws(OutsideSystem) -> SearchRegion {
      let lower = try place(box[0], box[1])
      let upper = try place(box[2], box[3])
      guard lower.latitude <= upper.latitude else { throw OutsideSystem() }
      func part(_ west: Double, _ east: Double) -> Envelope {
        Envelope(minX: west, minY: lower.latitude, maxX: east, maxY: upper.latitude)
      }
      guard lower.longitude > upper.longitude else {
        return .boxes([part(lower.longitude, upper.longitude)])
      }
      return .boxes([part(lower.longitude, 180), part(-180, upper.longitude)])
    }

    /// The edges of a box in degrees, where they are curved: a vertex each sixteenth.
    private func outline(_ box: [Double]) throws(OutsideSystem) -> [Coordinate] {
      let corners = [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]
      var places: [Coordinate] = []
      for side in 0..<4 {
        let (a, b) = (corners[side], corners[(side + 1) % 4])
        for step in 0..<16 {
          let t = Double(step) / 16
          places.append(try place(a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1)))
        }
      }
      return places + [places[0]]
    }

    /// A geometry in the system: its first coordinate stands where a longitude does.
    /// - Throws: `OutsideSystem`.
    func geometry(_ geometry: Geometry) throws(OutsideSystem) -> Geometry {
      if system.isGeographic && !system.isLatitudeFirst { return geometry }
      switch geometry {
      case .point(let place): return .point(try positions([place])[0])
      case .multiPolygon(let area):
        var parts: [Polygon] = []
        for polygon in area.polygons {
          var rings: [Ring] = []
          for ring in polygon.rings { rings.append(Ring(try positions(ring.coordinates))) }
          parts.append(Polygon(exterior: rings[0], holes: Array(rings.dropFirst())))
        }
        return .multiPolygon(MultiPolygon(parts))
      }
    }

    private func positions(_ places: [Coordinate]) throws(OutsideSystem) -> [Coordinate] {
      guard !system.isLatitudeFirst else {
        return places.map { Coordinate(longitude: $0.latitude, latitude: $0.longitude) }
      }
      guard let moved = try? transformation.positions(of: places) else { throw OutsideSystem() }
      return moved.map { Coordinate(longitude: $0.x, latitude: $0.y) }
    }
  }
}

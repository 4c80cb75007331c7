public import GeoPrimitives

/// A province, regency, district or village, as a gazetteer takes it.
public struct GazetteerArea: Sendable {
  /// Its code, of Kemendagri.
  public var code: AreaCode
  /// Its name, for a regency with `Kabupaten` or `Kota`.
  public var name: String
  /// Names that it or what became of it had before.
  public var oldNames: [String]
  /// A place in its middle; `nil` where none is known, and the middle of what it holds is taken.
  public var place: Coordinate?
  /// How large it is; `nil` where that is not known, and is estimated from its neighbours.
  public var squareKilometers: Double?

  /// An area.
  public init(
    code: AreaCode, name: String, oldNames: [String] = [], place: Coordinate?,
    squareKilometers: Double? = nil
  ) {
    self.code = code
    self.name = name
    self.oldNames = oldNames
    self.place = place
    self.squareKilometers = squareKilometers
  }
}

/// A single place with a name, as a gazetteer takes it: an accommodation, an office, a service point.
public struct GazetteerPoint: Sendable {
  /// What kind of place it is, such as `accommodation`.
  public var kind: String
  /// Its name.
  public var name: String
  /// Where it is.
  public var place: Coordinate
  /// The village it lies in.
  public var code: AreaCode?

  /// A place.
  public init(kind: String, name: String, place: Coordinate, code: AreaCode?) {
    self.kind = kind
    self.name = name
    self.place = place
    self.code = code
  }
}

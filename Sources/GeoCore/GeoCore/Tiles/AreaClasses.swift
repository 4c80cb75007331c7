public import MapRendering

/// To which class each area of a layer belongs: what a choropleth shows.
public struct AreaClasses: Sendable {
  /// A class and its look.
  public struct Class: Hashable, Sendable {
    /// Its name in vector tiles (attribute `class`) and drawings (`class`): letters, digits and hyphens.
    public var name: String
    /// Its colour.
    public var color: RGBA
    /// The strokes that stand in place of the colour; `nil` for none.
    public var hatch: HatchPattern?

    /// A class.
    public init(name: String, color: RGBA, hatch: HatchPattern? = nil) {
      self.name = name
      self.color = color
      self.hatch = hatch
    }
  }

  /// The number of no class: such areas look like those of a plain map.
  public static let none: UInt8 = 255

  /// The class of each area, by position among the layer's areas; areas beyond the end have none.
  public var classOf: [UInt8]
  /// The classes.
  public var classes: [Class]
  /// Further attributes of each area in vector tiles, by position; empty where no area has any.
  public var tags: [[VectorTileTag]]

  /// Classes of areas.
  public init(classOf: [UInt8], classes: [Class], tags: [[VectorTileTag]] = []) {
    self.classOf = classOf
    self.classes = classes
    self.tags = tags
  }

  /// The class of an area; `nil` for none.
  @inline(__always)
  func of(_ position: Int) -> Class? {
    guard position < classOf.count, Int(classOf[position]) < classes.count else { return nil }
    return classes[Int(classOf[position])]
  }

  /// The further attributes of an area.
  func tags(of position: Int) -> [VectorTileTag] {
    position < tags.count ? tags[position] : []
  }
}

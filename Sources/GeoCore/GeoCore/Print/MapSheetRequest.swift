public import DisclosureControl
public import GeoPrimitives
public import MapRendering

/// A printed map that is asked for, checked whole: the same for the server and the command line.
public struct MapSheetRequest: Hashable, Sendable {
  /// Which ground is shown.
  public enum Ground: Hashable, Sendable {
    /// All areas of the workspace.
    case everything
    /// A box of degrees.
    case box(Envelope)
    /// The area of a code.
    case area(code: String)
  }

  /// What is shown.
  public var content: TileRequest.Content
  /// Of which ground.
  public var ground: Ground
  /// On which paper.
  public var size: PaperSize
  /// How the paper is held; the way that shows the ground larger when `nil`.
  public var orientation: PaperOrientation?
  /// What the map is called; what its legend is called when `nil`.
  public var title: String?
  /// The language of every text.
  public var language: DisplayLanguage
  /// The dots an inch of a picture; `nil` for the usual number.
  public var resolution: Int?

  /// The parameters besides those of the layer.
  public static let described: [ParameterDescription] = [
    .mapBox, .mapArea, .paperSize, .paperOrientation, .sheetTitle, .language, .resolution,
  ]

  /// All parameters of a layer's printed maps.
  public static func parameters(of layer: LayerDescription) -> [ParameterDescription] {
    layer.parameters.map { parameter in
      parameter.name == ParameterDescription.ramp.name
        ? parameter.defaulting(to: HeatParameters.printedRamp.rawValue) : parameter
    } + described
  }

  /// The most degrees of a box's side.
  static let greatestSide = 60.0
  /// The most letters of a title.
  static let longestTitle = 120

  /// A printed map from parameters.
  /// - Parameters:
  ///   - layer: The layer.
  ///   - query: Its parameters, and those of the sheet.
  ///   - zone: Where bare dates are read.
  ///   - role: Whose defaults are taken.
  /// - Throws: `RequestError` naming the parameter; `DisclosureRefusal` for a value that the role is not given.
  public init(
    _ layer: TileLayer, _ query: QueryParameters, zone: TimeZoneOffset, for role: Role = .owner
  ) throws {
    content = try TileRequest.Content(
      layer, query, also: Self.described.names, zone: zone, for: role)
    if case .heat(let heat) = content {
      content = .heat(heat.printed(isRampGiven: query["ramp"] != nil))
    }
    ground = try Self.ground(query)
    size = try query.choice("size") ?? .a4
    orientation = try query.choice("orientation")
    language = try query.choice("lang") ?? .indonesian
    title = try Self.title(query)
    resolution = try Self.resolution(query, size)
  }

  private static func ground(_ query: QueryParameters) throws(RequestError) -> Ground {
    switch (query["bbox"], query["code"]) {
    case (nil, nil): return .everything
    case (nil, let code?): return .area(code: code)
    case (let box?, nil): return .box(try Self.box(box))
    case (.some, let code?):
      throw .badValue(parameter: "code", value: code, expected: "either code or bbox")
    }
  }

  private static func box(_ text: String) throws(RequestError) -> Envelope {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
      .compactMap(DecimalNumber.parse)
    guard numbers.count == 4, text.split(separator: ",").count == 4, numbers[0] < numbers[2],
      numbers[1] < numbers[3], abs(numbers[0]) <= 180, abs(numbers[2]) <= 180,
      abs(numbers[1]) <= 80, abs(numbers[3]) <= 80
    else {
      throw .badValue(
        parameter: "bbox", value: text,
        expected: "west,south,east,north in degrees, such as 112.2,-8.5,113,-7.7")
    }
    guard numbers[2] - numbers[0] <= greatestSide, numbers[3] - numbers[1] <= greatestSide else {
      throw .badValue(
        parameter: "bbox", value: text, expected: "a box of at most 60 degrees a side")
    }
    return Envelope(minX: numbers[0], minY: numbers[1], maxX: numbers[2], maxY: numbers[3])
  }

  private static func title(_ query: QueryParameters) throws(RequestError) -> String? {
    guard let text = query["title"], !text.allSatisfy(\.isWhitespace) else { return nil }
    guard text.count <= longestTitle else {
      throw .badValue(
        parameter: "title", value: String(text.prefix(20)) + "…",
        expected: "at most \(longestTitle) letters")
    }
    return text
  }

  private static func resolution(
    _ query: QueryParameters, _ size: PaperSize
  ) throws(RequestError) -> Int? {
    guard let text = query["dpi"] else { return nil }
    let finest = Paper(size, .landscape).finestResolution
    guard let dots = Int(text), (Paper.resolutions.lowerBound...finest).contains(dots) else {
      throw .badValue(
        parameter: "dpi", value: text,
        expected: "a whole number from \(Paper.resolutions.lowerBound) to \(finest) for "
          + "\(size.rawValue)")
    }
    return dots
  }
}

extension HeatParameters {
  /// The colours of printed maps: on white paper what is much is dark, in colour and in grey.
  static let printedRamp = ColorRamp.blues

  /// The same in the colours of printed maps, unless others were asked for.
  public func printed(isRampGiven: Bool) -> HeatParameters {
    var copy = self
    if !isRampGiven { copy.ramp = Self.printedRamp }
    return copy
  }
}

/// What a printed map is written as.
public enum SheetFormat: String, Hashable, Sendable, CaseIterable {
  /// A PDF document.
  case pdf
  /// A drawing.
  case svg
  /// A picture.
  case png

  /// The media type.
  public var mediaType: String {
    switch self {
    case .pdf: "application/pdf"
    case .svg: TileFormat.svg.mediaType
    case .png: TileFormat.png.mediaType
    }
  }

  /// A page in this format.
  /// - Parameters:
  ///   - page: The page, in units of 1/96 inch.
  ///   - day: The day that a document bears.
  ///   - resolution: The dots an inch of a picture.
  ///   - isWanted: Asked now and then; once it says no, drawing stops.
  /// - Returns: The bytes of a file.
  /// - Throws: `RenderingError` when it cannot be drawn, `CancellationError` when it is not wanted any more.
  public func data(
    of page: Scene, day: CivilDate, resolution: Int = Paper.usualResolution,
    while isWanted: () -> Bool = { true }
  ) throws -> [UInt8] {
    switch self {
    case .pdf: return try ScenePDF.document([page], title: page.title ?? "", day: day)
    case .svg: return Array(SceneSVG.text(page, unit: 1 / Paper.unitsPerMillimeter).utf8)
    case .png:
      return try Self.picture(of: page, Double(resolution) / 96, while: isWanted)
    }
  }

  private static func picture(
    of page: Scene, _ scale: Double, while isWanted: () -> Bool
  ) throws -> [UInt8] {
    do throws(RenderingError) {
      return try SceneRaster.png(page, scale: scale, colors: .lossless, while: isWanted)
    } catch {
      guard error != .unwanted else { throw CancellationError() }
      throw error
    }
  }
}

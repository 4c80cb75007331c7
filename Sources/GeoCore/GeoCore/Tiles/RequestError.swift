/// Why a request cannot be answered, in terms of what was asked.
public enum RequestError: Error, Hashable, Sendable {
  /// There is no layer of this name.
  case unknownLayer(String)
  /// The layer is not drawn in this format.
  case unknownFormat(String, layer: String)
  /// The address of the tile is malformed or outside the tile matrix.
  case outsideMatrix(String)
  /// The layer has no parameter of this name.
  case unknownParameter(String, known: [String])
  /// The parameter is given more than once.
  case repeatedParameter(String)
  /// The parameter's value is malformed or out of range.
  case badValue(parameter: String, value: String, expected: String)
  /// There is no village of this code.
  case unknownVillage(String)
  /// There is no collection of this name, or it has no features.
  case unknownCollection(String)
  /// The collection has no feature of this identifier.
  case unknownFeature(String, collection: String)
}

extension RequestError: CustomStringConvertible {
  /// A stable name that programs can tell cases apart by.
  public var code: String {
    switch self {
    case .unknownLayer: "unknown-layer"
    case .unknownFormat: "unknown-format"
    case .outsideMatrix: "outside-matrix"
    case .unknownParameter: "unknown-parameter"
    case .repeatedParameter: "repeated-parameter"
    case .badValue: "bad-parameter"
    case .unknownVillage: "unknown-village"
    case .unknownCollection: "unknown-collection"
    case .unknownFeature: "unknown-feature"
    }
  }

  /// One sentence for a person: what, where, what to do.
  public var description: String {
    switch self {
    case .unknownLayer(let name): "there is no layer '\(name)'"
    case .unknownFormat(let format, let layer): "layer '\(layer)' is not drawn as '\(format)'"
    case .outsideMatrix(let text): "'\(text)' is not a tile of WebMercatorQuad at zoom 0 … 20"
    case .unknownParameter(let name, let known):
      known.isEmpty
        ? "there is no parameter '\(name)' here"
        : "there is no parameter '\(name)' here; known are \(known.joined(separator: ", "))"
    case .repeatedParameter(let name): "parameter '\(name)' is given more than once"
    case .badValue(let parameter, let value, let expected):
      "parameter '\(parameter)' is '\(value)'; expected \(expected)"
    case .unknownVillage(let code): "there is no village with the code '\(code)'"
    case .unknownCollection(let name): "there is no collection '\(name)' with such items"
    case .unknownFeature(let id, let collection):
      "there is no feature '\(id)' in the collection '\(collection)'"
    }
  }
}

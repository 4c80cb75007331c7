import GeoCore

/// The named styles of layers: one for each value of the parameter that decides their look.
extension LayerDescription {
  /// The name of the style without parameters.
  static let defaultStyle = "default"

  /// The parameter whose values are the layer's styles: the colours of a density, what a coverage map tells.
  private var styleParameter: ParameterDescription? {
    parameters.first { ["ramp", "by"].contains($0.name) }
  }

  /// The names of its styles, the one that is taken where none is named first.
  var styles: [String] {
    guard let parameter = styleParameter, case .choice(let names) = parameter.schema else {
      return [Self.defaultStyle]
    }
    let first = parameter.defaultValue.map { [$0] } ?? []
    return first + names.filter { !first.contains($0) }
  }

  /// The parameter with its value that a style is; `nil` for the one without a name.
  /// - Throws: `RequestError.badValue` for a style that the layer does not have.
  func choice(ofStyle style: String) throws(RequestError) -> (name: String, value: String)? {
    if style.isEmpty || style == Self.defaultStyle { return nil }
    guard let parameter = styleParameter, styles.contains(style) else {
      throw .badValue(
        parameter: "STYLES", value: style, expected: "one of \(styles.joined(separator: ", "))")
    }
    return (parameter.name, style)
  }
}

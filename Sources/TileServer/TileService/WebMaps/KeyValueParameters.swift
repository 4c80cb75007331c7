import GeoCore
import Hummingbird

/// The parameters of a WMS or WMTS request: names in whichever case, others than those known allowed, as both
/// standards want it.
///
/// A layer's own parameters stand beside those of the standard. With several layers, `heat.source` is meant for
/// one of them, and `source` for all that know it.
struct KeyValueParameters: Sendable {
  private let values: [(name: String, value: String)]

  /// - Throws: `RequestError` for broken encoding, and for a name that is given twice with two values.
  init(_ request: Request) throws(RequestError) {
    try self.init(query: request.uri.query ?? "")
  }

  /// - Throws: `RequestError` for broken encoding, and for a name that is given twice with two values.
  init(query: String) throws(RequestError) {
    var values: [(name: String, value: String)] = []
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentEncoding.decode(parts[0]),
        let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : "")
      else {
        throw .badValue(
          parameter: String(parts[0]), value: String(pair), expected: "percent-encoded UTF-8")
      }
      if let known = values.first(where: { $0.name == name.lowercased() }) {
        guard known.value == value else { throw .repeatedParameter(name) }
        continue
      }
      values.append((name.lowercased(), value))
    }
    self.values = values
  }

  /// The value of a parameter; `nil` when it is absent or empty.
  subscript(name: String) -> String? {
    values.first { $0.name == name.lowercased() && !$0.value.isEmpty }?.value
  }

  /// The value of a parameter as it came: clients leave those of the standard empty, but one of a layer that is
  /// empty is a slip of the pen.
  private func given(_ name: String) -> String? {
    values.first { $0.name == name.lowercased() }?.value
  }

  /// A parameter that is a whole number; `nil` when it is absent.
  /// - Throws: `RequestError.badValue`.
  func number(_ name: String) throws(RequestError) -> Int? {
    guard let text = self[name] else { return nil }
    let isPlain = text.utf8.count <= 9 && text.utf8.allSatisfy { (48...57).contains($0) }
    guard isPlain, let number = Int(text) else {
      throw .badValue(parameter: name.uppercased(), value: text, expected: "a whole number")
    }
    return number
  }

  /// The names of a list, separated by commas; empty when it is absent.
  func names(_ name: String) -> [String] {
    self[name]?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
  }

  // MARK: Layers

  /// The parameters of one of the layers that are asked for.
  /// - Parameters:
  ///   - layer: The layer.
  ///   - style: The name of its style; empty or `default` for the one without a name.
  /// - Returns: Those that the layer knows, under the names that its tiles have for them.
  /// - Throws: `RequestError.badValue` for a style that the layer does not have, and for a time that is none.
  func query(
    of layer: LayerDescription, style: String = ""
  ) throws(RequestError) -> QueryParameters {
    var query: [(name: String, value: String)] = []
    for parameter in layer.parameters {
      let own = given("\(layer.layer.rawValue).\(parameter.name)")
      if let value = own ?? given(parameter.name) { query.append((parameter.name, value)) }
    }
    if let chosen = try layer.choice(ofStyle: style),
      !query.contains(where: { $0.name == chosen.name })
    {
      query.append(chosen)
    }
    if let time = try time(of: layer), !query.contains(where: { $0.name == time.name }) {
      query.append(time)
    }
    return try QueryParameters(query)
  }

  /// What the layer shows with these parameters. Those that cannot be read are refused later, before anything
  /// is shown; a style decides nothing here.
  func subject(of layer: LayerDescription, for role: Role) -> ProtectedSubject {
    let none = try? QueryParameters([])
    let query = (try? self.query(of: layer)) ?? none
    return query.map { layer.subject(of: $0, for: role) } ?? .tips
  }

  /// The parameter that TIME is, to the layer.
  private func time(
    of layer: LayerDescription
  ) throws(RequestError) -> (name: String, value: String)? {
    guard let text = self["time"], let parameter = layer.timeParameter else { return nil }
    guard let value = TimeDimension.value(of: text, asDay: parameter.schema == .day) else {
      throw .badValue(
        parameter: "TIME", value: text,
        expected: "a moment, a day or one interval such as 2026-01-01/2026-04-01")
    }
    return (parameter.name, value)
  }
}

/// The values of TIME (WMS 1.3.0, annex D) as parameters of layers.
enum TimeDimension {
  /// A moment, or an interval whose third part, its resolution, means nothing here; `nil` for a list. Where a
  /// day is wanted it is the last of the interval.
  static func value(of text: String, asDay: Bool) -> String? {
    guard !text.contains(",") else { return nil }
    var parts = text.split(separator: "/", omittingEmptySubsequences: false).map {
      withoutFraction(String($0))
    }
    if parts.count == 3, parts[2].hasPrefix("P") { parts.removeLast() }
    guard parts.count <= 2, let last = parts.last else { return nil }
    return asDay ? String(last.prefix(10)) : parts.joined(separator: "/")
  }

  /// Clients write milliseconds where there are none.
  private static func withoutFraction(_ moment: String) -> String {
    guard let point = moment.firstIndex(of: ".") else { return moment }
    let rest = moment[moment.index(after: point)...]
    let digits = rest.prefix { $0.isNumber }
    return digits.isEmpty ? moment : String(moment[..<point]) + rest.dropFirst(digits.count)
  }
}

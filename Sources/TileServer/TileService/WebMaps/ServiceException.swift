import GeoCore
import Hummingbird

/// An error of WMS, with a code of the standard where it has one.
struct ServiceException: Error {
  let code: String
  let text: String
  /// Which parameter is meant.
  var locator: String?

  init(_ code: String, _ text: String, locator: String? = nil) {
    self.code = code
    self.text = text
    self.locator = locator
  }

  /// The error that one of a request is; `nil` for those that are no matter of WMS, such as of access.
  init?(_ error: any Error) {
    switch error {
    case let exception as ServiceException: self = exception
    case let error as MapViewError:
      self.init("InvalidParameterValue", "\(error)", locator: "BBOX, WIDTH, HEIGHT")
    case RequestError.unknownLayer(let name):
      self.init("LayerNotDefined", "\(RequestError.unknownLayer(name))", locator: "LAYERS")
    case let RequestError.badValue(parameter, value, expected):
      let error = RequestError.badValue(parameter: parameter, value: value, expected: expected)
      self.init(Self.code(of: parameter), "\(error)", locator: parameter)
    case let error as RequestError: self.init("InvalidParameterValue", "\(error)")
    default: return nil
    }
  }

  private static func code(of parameter: String) -> String {
    switch parameter {
    case "STYLES", "STYLE": "StyleNotDefined"
    case "TIME", "datetime", "asof": "InvalidDimensionValue"
    case "FORMAT", "INFO_FORMAT": "InvalidFormat"
    case "I", "J", "X", "Y": "InvalidPoint"
    default: "InvalidParameterValue"
    }
  }

  /// The report (WMS 1.3.0, annex E.2, and 1.1.1, annex A.3).
  func document(_ version: WebMapVersion) -> [UInt8] {
    let attributes: KeyValuePairs<String, String> =
      locator.map { ["code": code, "locator": $0] } ?? ["code": code]
    let exception = XMLElement("ServiceException", attributes, text: text)
    switch version {
    case .v1_3_0:
      return XMLElement(
        "ServiceExceptionReport", ["version": "1.3.0", "xmlns": "http://www.opengis.net/ogc"],
        [exception]
      ).document
    case .v1_1_1:
      return XMLElement("ServiceExceptionReport", ["version": "1.1.1"], [exception]).document
    }
  }

  /// The report as an answer.
  func response(_ version: WebMapVersion) -> Response {
    let mediaType = version == .v1_3_0 ? "text/xml" : "application/vnd.ogc.se_xml"
    return Response(
      status: .badRequest,
      headers: [.contentType: mediaType, .cacheControl: Representation.Caching.none.rawValue],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: document(version))))
  }
}

/// The versions of WMS that are spoken.
enum WebMapVersion: String {
  case v1_3_0 = "1.3.0"
  case v1_1_1 = "1.1.1"

  /// The version of a request: the one asked for, or the highest that is not above it (WMS 1.3.0, 6.2.4).
  init(_ parameters: KeyValueParameters) {
    let text = parameters["version"] ?? parameters["wmtver"] ?? ""
    let numbers = text.split(separator: ".").map { Int($0) ?? 0 }
    let isOlder = !numbers.isEmpty && numbers.lexicographicallyPrecedes([1, 3])
    self = isOlder ? .v1_1_1 : .v1_3_0
  }
}

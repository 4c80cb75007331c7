import GeoCore
import HTTPTypes
import Hummingbird

/// An error of WMTS (OWS Common 1.1.0, chapter 8).
struct OWSException: Error {
  let code: String
  let text: String
  var locator: String?
  var status = HTTPResponse.Status.badRequest

  init(_ code: String, _ text: String, locator: String? = nil) {
    self.code = code
    self.text = text
    self.locator = locator
    if code == "OperationNotSupported" { status = .notImplemented }
  }

  /// A parameter that must be there and is not.
  static func missing(_ name: String) -> OWSException {
    OWSException("MissingParameterValue", "the parameter \(name) is missing", locator: name)
  }

  /// The error that one of a request is; `nil` for those that are no matter of WMTS, such as of access.
  init?(_ error: any Error) {
    switch error {
    case let exception as OWSException: self = exception
    case RequestError.outsideMatrix(let text):
      self.init(
        "TileOutOfRange", "\(RequestError.outsideMatrix(text))", locator: "TILEROW, TILECOL")
    case RequestError.unknownLayer(let name):
      self.init("InvalidParameterValue", "\(RequestError.unknownLayer(name))", locator: "LAYER")
    case let RequestError.unknownFormat(format, layer):
      let error = RequestError.unknownFormat(format, layer: layer)
      self.init("InvalidParameterValue", "\(error)", locator: "FORMAT")
    case let RequestError.badValue(parameter, value, expected):
      let error = RequestError.badValue(parameter: parameter, value: value, expected: expected)
      let locator = parameter == "STYLES" ? "STYLE" : parameter
      self.init("InvalidParameterValue", "\(error)", locator: locator)
    case let exception as ServiceException:
      self.init("InvalidParameterValue", exception.text, locator: exception.locator)
    case let error as RequestError: self.init("InvalidParameterValue", "\(error)")
    default: return nil
    }
  }

  /// The report as an answer.
  var response: Response {
    let attributes: KeyValuePairs<String, String> =
      locator.map { ["exceptionCode": code, "locator": $0] } ?? ["exceptionCode": code]
    let document = XMLElement(
      "ExceptionReport",
      ["xmlns": "http://www.opengis.net/ows/1.1", "version": "1.1.0", "xml:lang": "en"],
      [XMLElement("Exception", attributes, [XMLElement("ExceptionText", text: text)])]
    ).document
    return Response(
      status: status,
      headers: [
        .contentType: "text/xml; charset=utf-8",
        .cacheControl: Representation.Caching.none.rawValue,
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: document)))
  }
}

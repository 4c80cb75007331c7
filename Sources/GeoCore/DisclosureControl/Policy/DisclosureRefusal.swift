/// Why something is not shown to somebody: what lies beyond a limit is refused with the reason and the
/// nearest thing that is allowed, and never answered with another picture than the one asked for.
public enum DisclosureRefusal: Error, Hashable, Sendable {
  /// The role never sees this.
  case role(Role, ProtectedSubject)
  /// The place lies outside the area of responsibility.
  case outsideArea(code: String, Role)
  /// Officers see this for a stated purpose only.
  case purposeMissing
  /// The value of a parameter is not one of those that the role may ask for.
  case parameter(String, value: String, allowed: String, Role)
  /// The zoom is beyond the finest that the role may see.
  case zoom(Int, finest: Int, Role)
}

extension DisclosureRefusal: CustomStringConvertible {
  /// A stable name that programs can tell cases apart by.
  public var code: String {
    switch self {
    case .role: "role"
    case .outsideArea: "outside-area"
    case .purposeMissing: "purpose-missing"
    case .parameter: "limit-parameter"
    case .zoom: "limit-zoom"
    }
  }

  /// One sentence for a person: what, why, and what is allowed.
  public var description: String {
    switch self {
    case .role(let role, let subject):
      "the role \(role.rawValue) does not see \(subject.inWords)"
    case .outsideArea(let code, let role):
      "\(code) lies outside the area of this \(role.rawValue)"
    case .purposeMissing:
      "officers see this for a stated purpose only; send it as X-Purpose (3 to 200 characters)"
    case .parameter(let name, let value, let allowed, let role):
      "the role \(role.rawValue) may not ask for \(name)=\(value); allowed is \(allowed)"
    case .zoom(let zoom, let finest, let role):
      "the role \(role.rawValue) sees this layer down to zoom \(finest), not \(zoom)"
    }
  }
}

extension ProtectedSubject {
  /// The subject in a sentence.
  var inWords: String {
    switch self {
    case .places: "places"
    case .accommodations: "accommodations"
    case .guests: "numbers of guests"
    case .tipDensity: "what is computed from tips"
    case .tips: "single tips"
    case .intake: "reports that come in"
    case .plans: "plans"
    case .reports: "monthly reports"
    case .officeWork: "the work of offices"
    case .auditLog: "the audit log"
    case .administration: "accounts and settings"
    }
  }
}

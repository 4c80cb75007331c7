import GeoCore
import HTTPTypes

/// The table of roles and routes, as Markdown, made from the policies that the routes themselves are
/// answered by.
struct AccessMatrix {
  let routes: [RouteDescription]

  /// What a role has of a route.
  private enum Cell: String {
    case yes = "yes"
    case area = "own area"
    case purpose = "with purpose"
    case areaAndPurpose = "own area, with purpose"
    case no = "–"
  }

  private static let roles = Role.allCases.filter { $0 != .owner }

  /// The table.
  var markdown: String {
    let head = ["route", "shows", "formats"] + Self.roles.map(\.rawValue)
    let rows = routes.flatMap { route in route.policy.cases.map { Self.row(route, $0) } }
    let rule = head.map { _ in "---" }
    return ([head, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  private static func row(_ route: RouteDescription, _ one: RoutePolicy.Case) -> [String] {
    let label = one.label.isEmpty ? "" : " (\(one.label))"
    let path = "`\(route.method.rawValue) \(route.path)`\(label)"
    return [path, subject(one.requirement), one.formats.joined(separator: " ")]
      + roles.map { cell(one.requirement, $0).rawValue }
  }

  private static func subject(_ requirement: RoutePolicy.Requirement) -> String {
    switch requirement {
    case .everyone: "nothing of the data"
    case .account: "the own session"
    case .figures: "figures of the service; also to programs of the same machine"
    case .read(let subject): subject.rawValue
    case .write(let subject): "changes \(subject.rawValue)"
    }
  }

  private static func cell(_ requirement: RoutePolicy.Requirement, _ role: Role) -> Cell {
    let needsPurpose = requirement.needsPurpose(of: role)
    return switch requirement.reach(of: role) {
    case .nowhere: .no
    case .area: needsPurpose ? .areaAndPurpose : .area
    case .everywhere: needsPurpose ? .purpose : .yes
    }
  }
}

/// For whom something is computed, as far as the result depends on it: not who asks or why, but what may
/// go into the answer. Equal audiences get equal answers, so caches are kept by it.
public enum Audience: Hashable, Sendable {
  /// The owner of the file: everything.
  case owner
  /// An officer: everything inside an area, published numbers outside.
  case officer(AreaOfResponsibility)
  /// Published numbers of a tier, inside an area.
  case published(DisclosureTier, AreaOfResponsibility)
}

extension Disclosure {
  /// The audience of what is computed from a subject.
  /// - Throws: `DisclosureRefusal.role` when the role sees nothing of it, `.purposeMissing` for an officer
  ///   who does not say what for.
  public func audience(of subject: ProtectedSubject) throws(DisclosureRefusal) -> Audience {
    guard role.mayRead(subject) != .nowhere else { throw .role(role, subject) }
    switch role {
    case .owner: return .owner
    case .officer:
      guard purpose != nil else { throw .purposeMissing }
      return .officer(area)
    case .partner: return .published(.partner, area)
    default: return .published(.planner, area)
    }
  }
}

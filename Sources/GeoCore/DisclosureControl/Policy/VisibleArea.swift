extension Disclosure {
  /// Where things of a subject may be shown one by one.
  ///
  /// What lies outside is left out of an answer altogether, also of its counts. An officer states what
  /// for, as everywhere but in what everybody sees.
  /// - Throws: `DisclosureRefusal.role` when the role sees nothing of it, `.purposeMissing` for an officer
  ///   who does not say what for.
  public func visibleArea(
    of subject: ProtectedSubject
  ) throws(DisclosureRefusal) -> AreaOfResponsibility {
    let reach = role.mayRead(subject)
    guard reach != .nowhere else { throw .role(role, subject) }
    if subject != .places, role == .officer, purpose == nil { throw .purposeMissing }
    return reach == .everywhere ? .everywhere : area
  }
}

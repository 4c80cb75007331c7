import GRDB

extension WorkspaceTransaction {
  /// Keeps a plan under its name.
  /// - Parameters:
  ///   - plan: The plan.
  ///   - policy: What to do where the name is taken.
  /// - Throws: `WorkspaceError.duplicate` where the name is taken, `.invalidValue` for what is no name.
  public func savePlan(
    _ plan: PlanRecord, onDuplicate policy: DuplicatePolicy = .error
  ) throws(WorkspaceError) {
    _ = try writer(of: .plans).store(plan, onDuplicate: policy)
  }

  /// Drops a plan.
  /// - Throws: `WorkspaceError.noSuchRow` where there is none of this name.
  public func dropPlan(named name: String) throws(WorkspaceError) {
    try change(.plans, key: name, adding: nil, "DELETE FROM \"plans\" WHERE \"name\" = ?") {
      $0.add(name)
    }
  }
}

extension WorkspaceReader {
  /// Every plan that was kept, in the order of their names.
  public func plans() throws -> [PlanRecord] {
    var plans: [PlanRecord] = []
    try each(PlanRecord.self) { plans.append($0) }
    return plans.sorted { $0.name < $1.name }
  }
}

public import DisclosureControl
public import GeoPrimitives
public import GeoStore

extension DatasetSnapshot {
  /// The plans that were kept and that somebody may see: those whose whole area is theirs, in the order of names.
  /// - Throws: `DisclosureRefusal` for who sees no plans.
  public func savedPlans(for disclosure: Disclosure) throws(DisclosureRefusal) -> [PlanRecord] {
    let visible = try disclosure.visibleArea(of: .plans)
    return plans.filter { plan in plan.area.allSatisfy { visible.contains(code: $0) } }
  }

  /// A plan by its name.
  /// - Throws: `DisclosureRefusal`; `RequestError.badValue` where there is none that may be seen.
  public func savedPlan(
    named name: String, for disclosure: Disclosure
  ) throws -> PlanRecord {
    guard let plan = try savedPlans(for: disclosure).first(where: { $0.name == name }) else {
      throw RequestError.badValue(
        parameter: "plan", value: name, expected: "the name of a saved plan of your area")
    }
    return plan
  }
}

extension PlanRecord {
  /// A plan as it is kept, with the scenario that made it.
  public init(
    _ plan: VillagePlan, named name: String, by principal: Principal, at moment: Instant,
    in snapshot: DatasetSnapshot
  ) {
    self.init(
      name: name, savedAt: moment, savedBy: principal.name, area: plan.area, chosen: plan.chosen,
      scenario: plan.scenario.json,
      result: VillagePlanText(plan, snapshot: snapshot, language: .indonesian).json)
  }

  /// The scenario that made the plan.
  /// - Throws: `PlanScenarioError` where the file was changed by others.
  public func readScenario() throws -> PlanScenario {
    let limits = StrictJSON.Limits(depth: 8, byteCount: 1 << 20)
    guard let json = try? StrictJSON(parsing: Array(scenario.utf8), limits: limits) else {
      throw PlanScenarioError(.noMapping)
    }
    return try PlanScenario(PlanNode(json))
  }

  /// Name, time, account, area and choice as an object; with all that the plan says where wanted.
  public func json(withResult: Bool = false) -> String {
    let members = [
      ("name", JSONText.string(name)), ("saved_at", JSONText.string(savedAt.iso8601)),
      ("saved_by", JSONText.string(savedBy)), ("area", VillagePlanText.list(area)),
      ("chosen", VillagePlanText.list(chosen)),
    ]
    return VillagePlanText.object(members + (withResult ? [("result", result)] : []))
  }
}

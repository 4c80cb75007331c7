import GeoPrimitives

extension AuditEntry {
  /// The entry as a JSON object; what was not said is `null`.
  public var json: String {
    let text = { (value: String?) in value.map(JSONText.string) ?? "null" }
    return """
      {"number":\(number),"at":\(text(at)),"actor":\(text(actor)),"role":\(text(role)),\
      "purpose":\(text(purpose)),"action":\(text(action)),"detail":\(text(detail)),\
      "row_count":\(rowCount.map(String.init) ?? "null"),"mac":\(text(mac))}
      """
  }
}

import GeoCore

/// One figure with what is needed to judge it. Figures of rivals carry the same `id`.
struct Measurement {
  /// What was measured, for joining with the figures of rivals: `query.window.small`.
  let id: String
  /// What was measured, for a reader.
  let label: String
  /// `s` for seconds, `B` for bytes.
  var unit = "s"
  /// How many points took part.
  let points: Int
  /// What the runs took.
  let samples: Samples
  /// Whatever else is worth knowing: hits, errors, sizes.
  var facts: [(name: String, value: Double)] = []

  /// One line of JSON.
  var json: String {
    var fields = [
      "\"who\":\"PetaBinaan\"", "\"id\":\(JSONText.string(id))",
      "\"label\":\(JSONText.string(label))", "\"unit\":\(JSONText.string(unit))",
      "\"points\":\(points)", "\"repeats\":\(samples.wall.count)",
      "\"min\":\(JSONText.number(samples.minimum))",
      "\"median\":\(JSONText.number(samples.median))",
      "\"p95\":\(JSONText.number(samples.percentile95))",
      "\"processor\":\(JSONText.number(samples.medianProcessor))",
    ]
    let pairs = facts.map { "\(JSONText.string($0.name)):\(JSONText.number($0.value))" }
    fields.append("\"facts\":{\(pairs.joined(separator: ","))}")
    return "{\(fields.joined(separator: ","))}"
  }
}

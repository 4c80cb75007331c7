/// Metrics in the text format of Prometheus.
enum MetricsText {
  /// The media type of the format.
  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  /// Every series below the name of its metric, names in alphabetical order. Series with labels that have
  /// counted nothing are left out.
  static func text(of series: [MetricsRegistry.Series], help: [String: String]) -> String {
    let groups = Dictionary(grouping: series, by: \.name)
    return groups.sorted { $0.key < $1.key }.map { name, members in
      let lines = members.flatMap(lines)
      guard !lines.isEmpty, let kind = members.first.map({ kind(of: $0.source) }) else { return "" }
      let explained = help[name].map { "# HELP \(name) \(escapedHelp($0))\n" } ?? ""
      return explained + "# TYPE \(name) \(kind)\n" + lines.joined(separator: "\n") + "\n"
    }.joined()
  }

  /// A table of the metrics, names in alphabetical order.
  static func markdown(of series: [MetricsRegistry.Series], help: [String: String]) -> String {
    let head = ["metric", "type", "labels", "what"]
    let groups = Dictionary(grouping: series, by: \.name).sorted { $0.key < $1.key }
    let rows = groups.compactMap { name, members in
      members.first.map { first in
        let labels = first.labels.map { "`\($0.0)`" }.joined(separator: " ")
        return [
          "`\(name)`", kind(of: first.source), labels.isEmpty ? "–" : labels, help[name] ?? "",
        ]
      }
    }
    return ([head, head.map { _ in "---" }] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// A name that the format allows: other characters become `_`.
  static func name(_ label: String) -> String {
    let letters = label.unicodeScalars.map { scalar in
      let isAllowed =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar) || scalar == "_" || scalar == ":"
      return isAllowed ? Character(scalar) : "_"
    }
    let startsWithDigit = letters.first?.isNumber ?? true
    return (startsWithDigit ? "_" : "") + String(letters)
  }

  /// What tells a series from others.
  static func identity(_ name: String, _ labels: [(String, String)]) -> String {
    name + braces(labels)
  }

  private static func kind(of source: MetricsRegistry.Source) -> String {
    switch source {
    case .counter, .observedCounter: "counter"
    case .gauge, .observedGauge: "gauge"
    case .histogram: "histogram"
    }
  }

  private static func lines(_ series: MetricsRegistry.Series) -> [String] {
    let start = series.name + braces(series.labels)
    switch series.source {
    case .counter(let counter):
      guard counter.count > 0 || series.labels.isEmpty else { return [] }
      return ["\(start) \(counter.count)"]
    case .gauge(let gauge): return ["\(start) \(number(gauge.value))"]
    case .observedGauge(let value), .observedCounter(let value):
      return value().map { ["\(start) \(number($0))"] } ?? []
    case .histogram(let histogram): return lines(series, histogram)
    }
  }

  /// The buckets of the format hold all that is at most their bound.
  private static func lines(
    _ series: MetricsRegistry.Series, _ histogram: LatencyHistogram
  ) -> [String] {
    let counts = histogram.counts
    let total = counts.reduce(0, +)
    guard total > 0 else { return [] }
    var sum: Int64 = 0
    var lines: [String] = []
    for (index, count) in counts.enumerated() {
      sum += count
      let bound =
        index < LatencyHistogram.bounds.count
        ? number(Double(LatencyHistogram.bounds[index]) / 1e9) : "+Inf"
      lines.append("\(series.name)_bucket\(braces(series.labels + [("le", bound)])) \(sum)")
    }
    return lines + [
      "\(series.name)_sum\(braces(series.labels)) \(number(histogram.sumSeconds))",
      "\(series.name)_count\(braces(series.labels)) \(total)",
    ]
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    let isWhole = value == value.rounded() && value.magnitude < 1e15
    return isWhole ? "\(Int64(value))" : "\(value)"
  }

  private static func braces(_ labels: [(String, String)]) -> String {
    guard !labels.isEmpty else { return "" }
    return "{" + labels.map { "\(name($0.0))=\"\(escaped($0.1))\"" }.joined(separator: ",") + "}"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  private static func escapedHelp(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }
}

import CoreMetrics
import Synchronization

/// The metrics of the process, and the backend of the swift-metrics API that writes them in the text
/// format of Prometheus, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format).
///
/// A metric is looked up once, when it is made; after that noting a value is an atomic addition.
final class MetricsRegistry: MetricsFactory, Sendable {
  /// What a metric reads its value from.
  enum Source: Sendable {
    case counter(AtomicCounter)
    case gauge(AtomicGauge)
    case histogram(LatencyHistogram)
    /// Asked when the metrics are written; `nil` leaves the metric out.
    case observedGauge(@Sendable () -> Double?)
    case observedCounter(@Sendable () -> Double?)
  }

  /// One metric with one set of labels.
  struct Series: Sendable {
    let name: String
    let labels: [(String, String)]
    let source: Source
  }

  private struct State {
    var series: [Series] = []
    var known: [String: Int] = [:]
    var help: [String: String] = [:]
  }

  private let state = Mutex(State())

  /// Says what a metric is.
  func describe(_ name: String, _ help: String) {
    state.withLock { $0.help[MetricsText.name(name)] = help }
  }

  /// Adds a metric that is asked for its value when the metrics are written.
  func observe(_ name: String, _ help: String, _ source: Source) {
    describe(name, help)
    _ = add(name, []) { source }
  }

  /// Everything, in the text format.
  var text: String {
    let (series, help) = state.withLock { ($0.series, $0.help) }
    return MetricsText.text(of: series, help: help)
  }

  /// A table of the metrics, as Markdown.
  var markdown: String {
    let (series, help) = state.withLock { ($0.series, $0.help) }
    return MetricsText.markdown(of: series, help: help)
  }

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    let source = add(label, dimensions) { .counter(AtomicCounter()) }
    if case .counter(let counter) = source { return counter }
    return AtomicCounter()
  }

  func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    let source = add(label, dimensions) { .gauge(AtomicGauge()) }
    if case .gauge(let gauge) = source { return gauge }
    return AtomicGauge()
  }

  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    let source = add(label, dimensions) { .histogram(LatencyHistogram()) }
    if case .histogram(let histogram) = source { return histogram }
    return LatencyHistogram()
  }

  // Metrics live as long as the process.
  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}

  /// The source of a metric, made if the metric is new. A name is of one kind; whoever asks for another
  /// gets a metric that is not written.
  private func add(
    _ label: String, _ labels: [(String, String)], _ make: () -> Source
  ) -> Source {
    let name = MetricsText.name(label)
    let key = MetricsText.identity(name, labels)
    return state.withLock { state in
      if let known = state.known[key] { return state.series[known].source }
      let source = make()
      state.known[key] = state.series.count
      state.series.append(Series(name: name, labels: labels, source: source))
      return source
    }
  }
}

import CoreMetrics

/// What the intake counts of itself: how many tips came in altogether, and how long the disk took. What they say,
/// and where, is not counted.
final class IntakeMetrics: Sendable {
  /// Tips that were stored.
  let accepted = AtomicCounter()
  /// Requests that were answered as an earlier one under the same key.
  let repeated = AtomicCounter()
  /// Of the stored tips, those that say what another one said.
  let duplicates = AtomicCounter()
  /// Of the stored tips, those in which something personal was masked.
  let masked = AtomicCounter()
  /// Of the stored tips, those whose place somebody has to look at.
  let review = AtomicCounter()
  /// How long transactions took, to the disk.
  let commits = LatencyHistogram()

  /// Counts a tip that is on the disk.
  func count(_ reply: IntakeQueue.Reply, isMasked: Bool) {
    guard !reply.isRepeated else { return repeated.increment(by: 1) }
    accepted.increment(by: 1)
    if reply.isDuplicate { duplicates.increment(by: 1) }
    if isMasked { masked.increment(by: 1) }
    if reply.isInReview { review.increment(by: 1) }
  }

  /// Adds them to the metrics of the service.
  func add(to registry: MetricsRegistry, waiting: @escaping @Sendable () -> Int) {
    for (name, help, counter) in [
      ("accepted", "Tips that were stored.", accepted),
      ("repeated", "Requests that were answered as an earlier one under the same key.", repeated),
      ("duplicates", "Stored tips that say what another one said.", duplicates),
      ("masked", "Stored tips in which something personal was masked.", masked),
      ("review", "Stored tips whose place somebody has to look at.", review),
    ] {
      registry.observe("petabinaan_intake_\(name)_total", help, .counter(counter))
    }
    registry.observe(
      "petabinaan_intake_queue_waiting", "Tips that wait to be stored.",
      .observedGauge { Double(waiting()) })
    registry.observe(
      "petabinaan_intake_commit_duration_seconds",
      "Time that tips took to the disk, by transaction.",
      .histogram(commits))
  }
}

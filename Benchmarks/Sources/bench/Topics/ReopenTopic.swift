import GeoCore

/// Opening an index that was written to a file, as a server does when it starts, and its first
/// answer.
enum ReopenTopic {
  private static let name = "points"
  private static let fingerprint: [UInt8] = Array("benchmark".utf8)

  static func measure(in session: inout Session) throws {
    let places = try session.nationPlaces()
    guard let first = try session.data.queryPlaces(session.points).first else { return }
    let window = Envelope(around: first, degrees: 0.001)
    let path = session.data.indexPath
    defer { BinaryFile.remove(path) }
    try write(PointIndex(places), to: path, places.count, &session)
    var sink = session.sink
    let mapped = try Stopwatch.time(repeats: session.repeats) {
      sink.swallow(try answer(window, path))
    }
    // Without a warm-up, and with the file out of the system's memory each time.
    var fromDisk = Samples.none
    for _ in 0..<3 {
      try BinaryFile.forget(path)
      fromDisk.add(
        try Stopwatch.time(repeats: 1, warmUps: 0) { sink.swallow(try answer(window, path)) })
    }
    session.sink = sink
    session.add(
      Measurement(
        id: "reopen.mapped", label: "index opened from a file, first answer", points: places.count,
        samples: mapped))
    session.add(
      Measurement(
        id: "reopen.disk", label: "the same, file not in memory", points: places.count,
        samples: fromDisk))
  }

  private static func write(
    _ index: PointIndex, to path: String, _ count: Int, _ session: inout Session
  ) throws {
    let samples = try Stopwatch.time(repeats: 1, warmUps: 0) {
      try IndexFile.write([.init(name, index)], fingerprint: fingerprint, to: path)
    }
    session.add(
      Measurement(
        id: "reopen.write", label: "index written to a file", points: count, samples: samples,
        facts: [("bytes_per_point", Double(try BinaryFile.size(path)) / Double(count))]))
  }

  /// How many points the window holds, asked of the file.
  private static func answer(_ window: Envelope, _ path: String) throws -> Int {
    let file = try IndexFile(path: path, fingerprint: fingerprint)
    guard let index = file.index(named: name) else { throw BenchError("\(path) has no index") }
    return index.positions(in: window).count
  }
}

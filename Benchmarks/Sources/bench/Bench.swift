import ArgumentParser
import GeoCore

// Why an own harness and not a benchmarking package: the figures that matter here are ratios to
// rivals that run in Python, on the same data, in the same run. So both sides write the same lines
// of JSON, and what is needed on this side, a watch, a sink and a median, is a page of code. Every
// topic runs in a process of its own, on one core, and so does every rival.

/// Measures GeoCore through its public face.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measures GeoCore; scripts/bench runs it and prints the table.",
    subcommands: [Prepare.self, Measure.self])
}

/// What both commands are told.
struct DataOptions: ParsableArguments {
  @Option(help: "The folder of the generated files.")
  var data = "data"

  @Option(help: "How many points over the nation.")
  var points = 10_000_000

  @Option(help: "How many points over the view.")
  var viewPoints = 1_000_000

  @Option(help: "A file of villages, GeoJSON lines, in place of the generated ones.")
  var villages: String?
}

/// `bench prepare`: the data.
struct Prepare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes the data, if they are not there.")

  @OptionGroup var options: DataOptions

  func run() throws {
    try DataFolder(path: options.data).prepare(
      points: options.points, viewPoints: options.viewPoints, villages: options.villages == nil)
  }
}

/// `bench measure TOPIC`: the figures of one topic.
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Measures one topic.")

  @Argument(help: "One of: \(Topic.allCases.map(\.rawValue).joined(separator: ", ")).")
  var topic: Topic

  @OptionGroup var options: DataOptions

  @Option(help: "How often a thing is repeated.")
  var repeats = 5

  @Option(help: "The file that the figures are written to, one line of JSON each.")
  var json: String?

  func run() throws {
    var session = Session(options: options, repeats: repeats)
    try topic.measure(in: &session)
    if let json { try BinaryFile.write(Array(session.json.utf8), to: json) }
    print("  (sink \(session.sink.sum))")
  }
}

extension Topic: ExpressibleByArgument {}

import GeoPrimitives
public import GeoStore
import SpatialIndexing
import Synchronization

/// The sorted views of a workspace's tips and the villages' mean densities, kept in a file beside it, so
/// that a program that starts need not sort and sum again: the file is mapped into memory.
///
/// It belongs to one `TipBase`: a fingerprint of its tips and of the villages tells whether the file was
/// made from them. One that was not, is damaged or cannot be read counts as not there.
final class ViewFile: Sendable {
  /// Rises with every change of how views are made from tips and villages.
  private static let version: UInt64 = 3

  /// So many views are kept at most, and so many lists of means.
  static let capacity = 8

  private struct State {
    var fingerprint: [UInt8]?
    var file: IndexFile?
    var isUnwritable = false
  }

  /// The file.
  let path: String
  /// Views with fewer points are sorted in no time, and not kept.
  let smallestView: Int
  private let state = Mutex(State())

  /// The views in a file, which need not be there.
  init(path: String, smallestView: Int = 65_536) {
    self.path = path
    self.smallestView = smallestView
  }

  /// Where the file of a workspace is.
  static func path(besides workspace: String) -> String { workspace + ".index" }

  /// A view of the base of a snapshot, if the file has it.
  func view(_ key: TipBase.ViewKey, of snapshot: DatasetSnapshot) -> PointView? {
    guard let entry = entry(named: key.text, of: snapshot), entry.numbers.count == 2 else {
      return nil
    }
    return PointView(
      index: LayeredPointIndex(entry.index), count: Int(entry.numbers[0]),
      impreciseCount: Int(entry.numbers[1]))
  }

  /// The mean density of every village from the base of a snapshot, if the file has them.
  func villageMeans(of query: HeatQuery, _ snapshot: DatasetSnapshot) -> [Double]? {
    let entry = entry(named: query.text, of: snapshot)
    guard let entry, entry.numbers.count == snapshot.villages.areas.count else { return nil }
    return entry.numbers.map { Double(bitPattern: UInt64(bitPattern: $0)) }
  }

  private func entry(named name: String, of snapshot: DatasetSnapshot) -> IndexFile.Entry? {
    let file = state.withLock { state in
      open(&state, snapshot)
      return state.file
    }
    return file?.entry(named: name)
  }

  /// Writes what the base of a snapshot has derived by now, if the file lacks any of it.
  /// - Returns: Whether the file was written.
  /// - Throws: `IndexFileError.unwritable`, once; from then on nothing is written.
  func save(viewsOf snapshot: DatasetSnapshot) throws(IndexFileError) -> Bool {
    let wanted = entries(of: snapshot.tips.base)
    guard !wanted.isEmpty else { return false }
    return try state.withLock { state throws(IndexFileError) in
      open(&state, snapshot)
      let known = Set(state.file?.names ?? [])
      guard !state.isUnwritable, let fingerprint = state.fingerprint,
        !wanted.allSatisfy({ known.contains($0.name) })
      else { return false }
      do throws(IndexFileError) {
        try IndexFile.write(
          wanted + others(in: state.file, than: wanted), fingerprint: fingerprint, to: path)
        state.file = try? IndexFile(path: path, fingerprint: fingerprint)
        return true
      } catch {
        state.isUnwritable = true
        throw error
      }
    }
  }

  /// What is worth keeping, the most recently asked for first.
  private func entries(of base: TipBase) -> [IndexFile.Entry] {
    let views = base.views.entries.reversed()
      .filter { $0.value.points.index.base.count >= smallestView }
      .prefix(Self.capacity).map { key, view in
        IndexFile.Entry(
          key.text, view.points.index.base,
          numbers: [Int64(view.points.count), Int64(view.points.impreciseCount)])
      }
    guard !views.isEmpty else { return [] }
    let means = base.villageMeans.entries.reversed().prefix(Self.capacity).map { query, means in
      IndexFile.Entry(
        query.text, .empty, numbers: means.map { Int64(bitPattern: $0.bitPattern) })
    }
    return views + means
  }

  private func others(in file: IndexFile?, than wanted: [IndexFile.Entry]) -> [IndexFile.Entry] {
    guard let file else { return [] }
    let names = Set(wanted.map(\.name))
    return file.names.filter { !names.contains($0) }
      .prefix(max(2 * Self.capacity - wanted.count, 0)).compactMap { file.entry(named: $0) }
  }

  private func open(_ state: inout State, _ snapshot: DatasetSnapshot) {
    guard state.fingerprint == nil else { return }
    let fingerprint = Self.fingerprint(of: snapshot)
    state.fingerprint = fingerprint
    state.file = try? IndexFile(path: path, fingerprint: fingerprint)
  }

  /// What views are made from: the tips of the base, and the villages over which some are spread.
  /// - Complexity: O(n) in the tips.
  private static func fingerprint(of snapshot: DatasetSnapshot) -> [UInt8] {
    var print = Fingerprint()
    print.add(version)
    snapshot.tips.base.columns.add(to: &print)
    for name in snapshot.tips.channelNames { print.add(name) }
    for byte in snapshot.bordersFingerprint { print.add(UInt64(byte)) }
    return print.bytes
  }
}

extension Workspace {
  /// What is wrong with the files that are kept beside the workspace and can be made from it again. One
  /// that is out of date, or of another version of the program, is nothing wrong.
  public func sidecarProblems() -> [WorkspaceProblem] {
    [ViewFile.path(besides: path), BorderFile.path(besides: path)].flatMap(
      Self.problems(ofSidecar:))
  }

  private static func problems(ofSidecar file: String) -> [WorkspaceProblem] {
    do throws(IndexFileError) {
      try IndexFile.check(path: file)
    } catch {
      switch error {
      case .foreign, .damaged, .truncated, .unreadable:
        let message = "\(file): \(error.description); delete it, it is made anew"
        return [WorkspaceProblem(code: .sidecar, message: message)]
      default: break
      }
    }
    return []
  }
}

extension TipColumns {
  /// Takes in what views are made from.
  fileprivate func add(to print: inout Fingerprint) {
    print.add(UInt64(count))
    for point in points { print.add(UInt64(point.x) << 32 | UInt64(point.y)) }
    for offset in offsets { print.add(UInt64(offset.x) << 8 | UInt64(offset.y)) }
    for second in seconds { print.add(UInt64(bitPattern: second)) }
    for index in attributes.indices {
      let tip = attributes[index]
      let bytes = [tip.category, tip.origin, tip.status, tip.level]
      print.add(bytes.reduce(UInt64(channels[index])) { $0 << 8 | UInt64($1) })
    }
    for radius in radii { print.add(UInt64(radius.bitPattern)) }
  }
}

extension TipBase.ViewKey {
  /// The key as a text that tells it from all others.
  fileprivate var text: String { "tips \(spreadCount) \(scope.area) \(scope.filter.text)" }
}

extension HeatQuery {
  /// A plain query of tips as a text that tells it from all others.
  fileprivate var text: String {
    "means \(parameters.kernel.rawValue) \(parameters.bandwidthMeters) \(filter.text)"
  }
}

extension TipFilter {
  fileprivate var text: String {
    let interval = [self.interval.start, self.interval.end].map {
      $0.map { "\($0.secondsSince1970)" } ?? ".."
    }
    let lists = [categories.map(\.rawValue), origins.map(\.rawValue), Array(channels)]
    let parts =
      [minimumPrecision?.rawValue ?? ""] + interval
      + lists.map { $0.sorted().map(JSONText.string).joined(separator: ",") }
    return parts.joined(separator: " ")
  }
}

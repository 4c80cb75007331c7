import DisclosureControl
import GeoPrimitives
import GeoStore
import SpatialIndexing

extension DatasetSnapshot {
  /// The workspace as it is now: this snapshot with the tips that have changed since, where nothing
  /// else has; else all of it read anew.
  /// - Parameters:
  ///   - workspace: The workspace that this snapshot was read from.
  ///   - today: The day for which "status today" is told.
  /// - Returns: A snapshot of the workspace's generation.
  /// - Throws: `WorkspaceError` when the file cannot be read.
  /// - Complexity: O(c + m log n) for m tips that have changed and the c that had before.
  func updated(from workspace: Workspace, today: CivilDate) throws -> DatasetSnapshot {
    let changed = try workspace.read { reader -> DatasetSnapshot? in
      guard today == self.today, let rows = try reader.changedTips(since: generation) else {
        return nil
      }
      var current = TipColumns()
      // The snapshot keeps tips to itself; each answer made from them names its own disclosure.
      let names = try reader.readTips(
        rows: rows, channelNames: tips.channelNames, for: .owner(purpose: "snapshot")
      ) { current.append($0) }
      return DatasetSnapshot(
        self, generation: try reader.generation(),
        tips: tips.changing(rows: rows, to: current, channelNames: names))
    }
    return try changed ?? DatasetSnapshot(of: workspace, today: today)
  }

  /// At how many changed tips they should be sorted in: looking at them takes about as long for each
  /// request as sorting them in takes once in a while.
  var dueChangeCount: Int {
    max(4096, 4 * Int(Double(tips.base.columns.count).squareRoot()))
  }

  /// The same snapshot over a base that has all changes in it, with every view that the old base had.
  /// - Throws: `PointIndexError` for weights that add up to too much.
  /// - Complexity: O(n) for each view.
  func consolidated() throws -> DatasetSnapshot {
    let base = TipBase(tips.merged(), file: ViewFile(path: tips.base.file.path))
    for (key, view) in tips.base.views.entries {
      let points = try tipView(key.scope, bandwidth: 4 * Double(view.spreadFrom))
      base.views.keep(
        TipBase.View(points: points.merged(), spreadFrom: view.spreadFrom),
        for: TipBase.ViewKey(
          scope: key.scope, spreadCount: base.spreadCount(from: view.spreadFrom)))
    }
    if let villages = tips.base.villages.entries.first?.value {
      base.villages.keep(mergedVillages(villages), for: 0)
    }
    // The means stay inside; whoever is shown what follows from them names his own disclosure.
    let disclosure = Disclosure.owner(purpose: "snapshot")
    for (query, _) in tips.base.villageMeans.entries {
      let admitted = try admitted(query, for: disclosure)
      base.villageMeans.keep(try villageMeans(of: admitted, for: disclosure), for: query)
    }
    return DatasetSnapshot(
      self, generation: generation, tips: TipTable(base, channelNames: tips.channelNames))
  }

  private func mergedVillages(_ old: [Int32]) -> [Int32] {
    tips.stretches.flatMap { stretch in
      stretch.isAdded ? stretch.range.map(village(ofAddedTip:)) : Array(old[stretch.range])
    }
  }
}

extension PointView {
  /// The view with its changes sorted in.
  fileprivate func merged() -> PointView {
    PointView(
      index: LayeredPointIndex(index.merged()), count: count, impreciseCount: impreciseCount)
  }
}

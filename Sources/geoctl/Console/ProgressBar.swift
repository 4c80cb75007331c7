import Foundation
import GeoCore
import GeoImport
import TileService

/// Draws how far an import is on one line of the terminal, with rate and time left.
struct ProgressBar {
  private let language: Language
  private let isShown: Bool

  init(language: Language, quiet: Bool) {
    self.language = language
    isShown = !quiet && Console.isWatched
  }

  func show(_ progress: ImportProgress) {
    show(
      Self.name(of: progress.phase, language), progress.done, of: progress.total,
      perSecond: progress.perSecond)
  }

  /// How far tiles are drawn, so many seconds after the first.
  func show(_ progress: SeedProgress, after seconds: Double) {
    show(
      language == .id ? "menggambar" : "drawing", progress.done, of: progress.total,
      perSecond: Double(progress.done) / max(seconds, 0.001))
  }

  private func show(_ name: String, _ done: Int, of total: Int?, perSecond: Double) {
    guard isShown else { return }
    let rate = number(perSecond)
    let unit = language == .id ? "/dtk" : "/s"
    guard let total, total > 0 else {
      draw("\(name)  \(number(Double(done)))  \(rate)\(unit)")
      return
    }
    let share = min(Double(done) / Double(total), 1)
    let filled = Int(share * 24)
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
    let left = perSecond > 0 ? Double(total - done) / perSecond : 0
    let rest = language == .id ? "sisa" : "left"
    draw(
      "\(name) \(bar) \(Int(share * 100)) %  \(number(Double(done)))/\(number(Double(total)))  \(rate)\(unit)  \(rest) \(Self.clock(left))"
    )
  }

  /// Wipes the line, so that what follows stands alone.
  func finish() {
    if isShown { Console.write("\r\u{1B}[K", to: .standardError) }
  }

  private func draw(_ line: String) {
    Console.write("\r\(line)\u{1B}[K", to: .standardError)
  }

  private func number(_ value: Double) -> String {
    (language == .id ? DisplayLanguage.indonesian : .english).number(value, decimals: 0)
  }

  private static func clock(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 359_999))
    let parts = [whole / 60, whole % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return parts.joined(separator: ":")
  }

  private static func name(of phase: ImportProgress.Phase, _ language: Language) -> String {
    switch (phase, language) {
    case (.reading, .id): "membaca"
    case (.reading, .en): "reading"
    case (.checking, .id): "memeriksa"
    case (.checking, .en): "checking"
    case (.cleaning, .id): "merapikan"
    case (.cleaning, .en): "cleaning"
    case (.dissolving, .id): "menggabung"
    case (.dissolving, .en): "dissolving"
    case (.indexing, .id): "mengindeks"
    case (.indexing, .en): "indexing"
    }
  }
}

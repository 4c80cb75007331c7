import GeoPrimitives
public import GeoStore
public import MapRendering
import Places

/// A notice in the words of one language.
public struct NoticeText: Sendable {
  private let notice: NoticeRecord
  private let language: DisplayLanguage
  private let areaName: String
  private let names: [String]

  private static let mostNames = 3

  /// The words of a notice.
  public init(_ notice: NoticeRecord, in snapshot: DatasetSnapshot, _ language: DisplayLanguage) {
    self.notice = notice
    self.language = language
    areaName = snapshot.areaName(notice.area)
    names = notice.codes.map(snapshot.areaName)
  }

  /// What it is about.
  public var event: String {
    switch notice.rule {
    case .newHotspot: choose("Hotspot laporan baru", "New hotspot of reports")
    case .intensifyingHotspot:
      choose("Hotspot laporan menguat", "Intensifying hotspot of reports")
    case .cluster: choose("Gugus laporan", "Cluster of reports")
    }
  }

  /// One line.
  public var headline: String { "\(event): \(areaName)" }

  /// Where.
  public var place: String {
    let shown = names.prefix(Self.mostNames).joined(separator: ", ")
    let rest = names.count - Self.mostNames
    let more = rest > 0 ? choose(" dan \(rest) lainnya", " and \(rest) others") : ""
    return "\(shown)\(more) (\(areaName))"
  }

  /// What was found, and what it does not mean.
  public var description: String {
    let found =
      notice.expected.map { expected in
        choose(
          "\(number(Double(notice.cases))) laporan \(period), sedangkan \(number(expected)) akan diharapkan",
          "\(number(Double(notice.cases))) reports \(period), where \(number(expected)) would be expected"
        )
      }
      ?? choose(
        "\(number(Double(names.count))) wilayah \(period) lebih banyak laporannya daripada kebetulan",
        "\(number(Double(names.count))) areas with more reports \(period) than chance explains")
    let warning = choose(
      "Banyaknya laporan bukan ukuran pelanggaran.",
      "The number of reports is not a measure of offences.")
    return "\(place): \(found). \(warning)"
  }

  /// What to do about it.
  public var instruction: String {
    choose(
      "Tinjau laporan di wilayah ini dan pertimbangkan penyuluhan; jangan jadikan dasar penindakan.",
      "Look at the reports of this area and consider outreach; this is no ground for measures.")
  }

  private var period: String {
    let months = [notice.months.lowerBound, notice.months.upperBound].map {
      language.month($0.month, of: $0.year)
    }
    guard months[0] != months[1] else { return choose("pada \(months[0])", "in \(months[0])") }
    return choose("dari \(months[0]) sampai \(months[1])", "from \(months[0]) to \(months[1])")
  }

  private func number(_ value: Double) -> String { language.number(value, decimals: 1) }

  private func choose(_ indonesian: String, _ english: String) -> String {
    language == .indonesian ? indonesian : english
  }
}

extension DatasetSnapshot {
  /// The name of an area, or its code where no file told one.
  fileprivate func areaName(_ code: String) -> String { area(ofNotice: code)?.name ?? code }

  /// The area of a code, of whichever level.
  public func area(ofNotice code: String) -> Area? {
    (try? AreaCode(code)).flatMap { layer($0.level).area(code: code) }
  }
}

import DisclosureControl
import GeoPrimitives
import GeoStore
import SpatialIndexing

/// What a workspace holds besides single tips, in the parts of which pictures are made.
enum Ground: Hashable, Sendable {
  /// Borders, names, and the stages of today of villages and of the areas above them.
  case areas
  case accommodations
  case guests
  case servicePoints
  case offices
  case activities
  /// The histories of villages in the programme, and travel times.
  case programme
  /// The published counts of tips.
  case published
  /// The numbers of residents.
  case residents
  /// The plans that were kept.
  case plans
}

/// Marks of the contents of a snapshot: equal contents have equal marks, in any process and after any edit
/// that was undone. Each is made when it is first asked for.
typealias GroundMarks = SharedCache<Ground, [UInt8]>

extension GroundMarks {
  convenience init() { self.init(capacity: 16) }
}

extension DatasetSnapshot {
  /// The mark of a part of the contents.
  /// - Complexity: O(n) in its rows, once.
  func mark(of ground: Ground) -> [UInt8] {
    groundMarks.value(for: ground) {
      var print = Fingerprint()
      switch ground {
      case .areas: addAreas(to: &print)
      case .accommodations: for house in accommodations { print.add(house) }
      case .guests: for count in guests { print.add(count) }
      case .servicePoints: for point in servicePoints { print.add(point) }
      case .offices: for office in programme.offices { print.add(office) }
      case .activities: for record in activities.records { print.add(record) }
      case .programme: programme.add(to: &print)
      case .residents:
        for (code, count) in residents.sorted(by: { $0.key < $1.key }) {
          print.add(code)
          print.add(count)
        }
      case .plans:
        for plan in plans {
          print.add(plan.name)
          print.add(plan.result)
          for code in plan.area { print.add(code) }
        }
      case .published: for table in published.months { print.add(table) }
      }
      return print.bytes
    }
  }

  private func addAreas(to print: inout Fingerprint) {
    print.add(bytes: bordersFingerprint)
    for level in AdministrativeLevel.allCases {
      for area in layer(level).areas {
        print.add(optional: area.name)
        print.add(optional: area.boundaryStatus?.rawValue)
        print.add(optional: area.status?.rawValue)
      }
    }
  }
}

extension ProgrammeData {
  fileprivate func add(to print: inout Fingerprint) {
    for (code, history) in histories.sorted(by: { $0.key < $1.key }) {
      print.add(code)
      for stage in history.stages { print.add(stage) }
    }
    travelTimes.forEachTime { from, to, minutes in
      print.add(from)
      print.add(to)
      print.add(minutes)
    }
  }
}

extension Fingerprint {
  mutating func add(optional text: String?) {
    add(text == nil ? 0 as UInt64 : 1)
    if let text { add(text) }
  }

  mutating func add(bytes: [UInt8]) { for byte in bytes { add(UInt64(byte)) } }

  mutating func add(_ number: Double) { add(number.bitPattern) }

  mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  mutating func add(optional number: Int?) {
    add(number == nil ? 0 as UInt64 : 1)
    if let number { add(number) }
  }

  mutating func add(optional place: Coordinate?) {
    add(place == nil ? 0 as UInt64 : 1)
    if let place {
      add(place.longitude)
      add(place.latitude)
    }
  }

  fileprivate mutating func add(_ house: AccommodationRecord) {
    add(house.id)
    add(house.name)
    add(house.kind.rawValue)
    add(optional: house.rooms)
    add(house.reporting.rawValue)
    add(optional: house.lastReport?.daysSince1970)
    add(optional: house.place)
    add(optional: house.placeText)
  }

  fileprivate mutating func add(_ count: GuestCountRecord) {
    add(count.accommodation)
    add(count.month)
    add(count.guests)
  }

  fileprivate mutating func add(_ point: ServicePointRecord) {
    add(point.id)
    add(point.name)
    add(optional: point.kind)
    add(optional: point.place)
    add(optional: point.placeText)
  }

  fileprivate mutating func add(_ office: OfficeRecord) {
    add(office.id)
    add(office.name)
    for prefix in office.area { add(prefix) }
    add(optional: office.posts)
    add(optional: office.place)
  }

  fileprivate mutating func add(_ activity: ActivityRecord) {
    add(activity.id)
    add(optional: activity.code)
    add(optional: activity.place)
    add(activity.kind.rawValue)
    add(activity.date.daysSince1970)
    add(optional: activity.participants)
  }

  fileprivate mutating func add(_ stage: ProgrammeRecord) {
    add(stage.status.rawValue)
    add(stage.since.daysSince1970)
    add(optional: stage.until?.daysSince1970)
    add(optional: stage.phase)
    add(optional: stage.decree)
    add(optional: stage.office)
    add(optional: stage.post)
  }

  fileprivate mutating func add(_ table: AtomTable) {
    add(table.month.description)
    for layer in [table.villages, table.weeks, table.regencies, table.districts] {
      add(layer.isWithheld ? 1 : 0)
      add(layer.blocks.count)
      for block in layer.blocks {
        for member in block.members { add(member) }
        add(block.count)
        for part in block.parts {
          for key in part.keys { add(key) }
          add(part.count)
        }
      }
    }
  }
}

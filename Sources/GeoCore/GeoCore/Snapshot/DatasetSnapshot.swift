public import GeoPrimitives
public import GeoStore
public import Places
import TileMath

/// Everything of a workspace that maps and tables are made from, at one data generation.
///
/// A value that never changes: a request takes it once and keeps it, a newer one replaces it whole.
/// What is derived on demand (views of filtered points, class limits) is kept in bounded stores: those
/// that hang on single tips go with the snapshot, the others are shared with the snapshots after it for
/// as long as what they were made from stays.
public struct DatasetSnapshot: Sendable {
  /// The workspace's data generation.
  public private(set) var generation: Int64
  /// The day for which "status today" is told.
  public let today: CivilDate
  /// What tells the borders from all others.
  let bordersFingerprint: [UInt8]
  /// The villages that are valid on that day.
  public let villages: AreaLayer
  /// Districts, regencies and provinces.
  public let administrative: [AdministrativeLevel: AreaLayer]
  /// The accommodations.
  public private(set) var accommodations: [AccommodationRecord]
  /// The places of service.
  public let servicePoints: [ServicePointRecord]
  /// Who is who among village codes, today and before.
  public let register: VillageRegister
  /// Residents by village code, those noted under earlier codes carried over.
  public let residents: [String: Int]
  /// Foreign guests, by accommodation and month.
  let guests: [GuestCountRecord]
  /// The outreach sessions.
  let activities: ActivityTable
  /// The stages of villages in the programme, offices and travel times.
  let programme: ProgrammeData
  /// The plans that were kept.
  var plans: [PlanRecord] = []
  /// The published counts of tips.
  let published: PublishedTables
  let tips: TipTable
  let derived: DerivedStore
  let places: PlaceStore
  private(set) var pointSets: PointSetStore
  /// Maps of priorities that were asked for.
  private(set) var priorities = PriorityStore()
  /// The marks of the contents, for those who keep what was made from them.
  private(set) var groundMarks: GroundMarks
  /// Counts the snapshots of one holder; each that takes the place of another has a higher one.
  public internal(set) var revision = 0
  /// The tips that have changed lately.
  var tipChanges = TipChanges(since: 0)

  init(
    generation: Int64, today: CivilDate, bordersFingerprint: [UInt8], villages: AreaLayer,
    administrative: [AdministrativeLevel: AreaLayer], accommodations: [AccommodationRecord],
    servicePoints: [ServicePointRecord], register: VillageRegister, residents: [String: Int],
    guests: [GuestCountRecord], activities: ActivityTable,
    programme: ProgrammeData = ProgrammeData(), published: PublishedTables, tips: TipTable
  ) {
    self.generation = generation
    self.today = today
    self.bordersFingerprint = bordersFingerprint
    self.villages = villages
    self.administrative = administrative
    self.accommodations = accommodations
    self.servicePoints = servicePoints
    self.register = register
    self.residents = residents
    self.guests = guests
    self.activities = activities
    self.programme = programme
    self.published = published
    self.tips = tips
    derived = DerivedStore()
    places = PlaceStore(villages: villages.areas.count)
    pointSets = PointSetStore()
    groundMarks = GroundMarks()
  }

  /// The same places with other tips.
  init(_ snapshot: DatasetSnapshot, generation: Int64, tips: TipTable) {
    self.generation = generation
    today = snapshot.today
    bordersFingerprint = snapshot.bordersFingerprint
    villages = snapshot.villages
    administrative = snapshot.administrative
    accommodations = snapshot.accommodations
    servicePoints = snapshot.servicePoints
    register = snapshot.register
    residents = snapshot.residents
    guests = snapshot.guests
    activities = snapshot.activities
    programme = snapshot.programme
    plans = snapshot.plans
    priorities = snapshot.priorities
    published = snapshot.published
    self.tips = tips
    derived = DerivedStore()
    places = snapshot.places
    pointSets = snapshot.pointSets
    groundMarks = snapshot.groundMarks
  }

  /// The same, some accommodations reporting otherwise. Whatever has been derived stays, but for what tells
  /// their reporting.
  init(_ snapshot: DatasetSnapshot, generation: Int64, accommodations: [AccommodationRecord]) {
    self = snapshot
    self.generation = generation
    self.accommodations = accommodations
    pointSets = PointSetStore()
    priorities = PriorityStore()
    groundMarks = GroundMarks()
  }

  /// The areas of a level.
  public func layer(_ level: AdministrativeLevel) -> AreaLayer {
    level == .village ? villages : administrative[level] ?? AreaLayer(empty: level)
  }

  /// The ground that the workspace's areas cover, in degrees; empty without areas. Points do not count:
  /// everybody is told the extent.
  public var extent: Envelope {
    AdministrativeLevel.allCases.reduce(Envelope.empty) { $0.union(layer($1).extent) }
  }

  /// The time zone in which bare dates of this workspace are read: that of most of its provinces.
  public var zone: TimeZoneOffset {
    let first = villages.areas.first ?? layer(.province).areas.first
    return first.map { ProvinceZone.offset(ofCode: $0.code.text) } ?? .wib
  }
}

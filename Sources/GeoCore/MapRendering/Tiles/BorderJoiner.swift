/// Joins chains into rings along a rectangle's border; see `RectangleClipper`.
struct BorderJoiner {
  /// An end of a chain on the border.
  struct Event {
    var place: RectangleClipper.BorderPlace
    var chain: Int
    var isEnd: Bool
  }

  private let chains: [RectangleClipper.Chain]
  /// The ends of all chains, clockwise along the border.
  let events: [Event]
  /// 0 when the arcs inside the area begin, clockwise, at the even events, 1 when at the odd ones.
  private var parity = 0
  /// The events of each chain's start and end.
  private var startEvents: [Int]
  private var endEvents: [Int]

  init(_ chains: [RectangleClipper.Chain]) {
    self.chains = chains
    events = chains.indices.flatMap { chain in
      [
        Event(place: chains[chain].start, chain: chain, isEnd: false),
        Event(place: chains[chain].end, chain: chain, isEnd: true),
      ]
    }.sorted { a, b in
      (a.place.side, a.place.offset, a.chain, a.isEnd ? 1 : 0)
        < (b.place.side, b.place.offset, b.chain, b.isEnd ? 1 : 0)
    }
    startEvents = [Int](repeating: 0, count: chains.count)
    endEvents = startEvents
    for (index, event) in events.enumerated() {
      if event.isEnd { endEvents[event.chain] = index } else { startEvents[event.chain] = index }
    }
  }

  /// Tells on which side of the border the arc after an event lies; the arcs alternate.
  mutating func setInside(_ isInside: Bool, after event: Int) {
    parity = isInside ? event & 1 : (event + 1) & 1
  }

  /// The rings, each made of chains and of the arcs between them.
  func loops(corner: (Int) -> PlanarPoint) -> [[PlanarPoint]] {
    var isUsed = [Bool](repeating: false, count: chains.count)
    var rings: [[PlanarPoint]] = []
    for first in chains.indices where !isUsed[first] {
      var ring: [PlanarPoint] = []
      var chain = first
      var isForward = true
      while !isUsed[chain] {
        isUsed[chain] = true
        if isForward {
          ring += chains[chain].points
        } else {
          ring += chains[chain].points.reversed()
        }
        let event = isForward ? endEvents[chain] : startEvents[chain]
        let (next, sides) = arc(from: event)
        ring += sides.map(corner)
        chain = events[next].chain
        isForward = !events[next].isEnd
      }
      rings.append(ring)
    }
    return rings
  }

  /// Where the arc inside the area leads from an event, and the sides whose end corners it passes.
  private func arc(from event: Int) -> (Int, [Int]) {
    if event & 1 == parity {
      let next = event + 1 == events.count ? 0 : event + 1
      return (next, sidesPassed(from: event, to: next))
    }
    let next = event == 0 ? events.count - 1 : event - 1
    return (next, sidesPassed(from: next, to: event).reversed())
  }

  private func sidesPassed(from a: Int, to b: Int) -> [Int] {
    let first = events[a].place.side
    let passed = b > a ? events[b].place.side - first : events[b].place.side - first + 4
    return (0..<max(passed, 0)).map { (first + $0) & 3 }
  }
}

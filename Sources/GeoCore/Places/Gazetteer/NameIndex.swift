/// Names by their folded letters: exactly, or with a letter too many, too few or wrong.
///
/// Every name is kept once. Misspelt names are found by deletion keys: a name with one letter taken out is
/// the same for two names that differ by one letter (M. Mor, A. S. Fraenkel, "A hash code method for
/// detecting and correcting spelling errors", doi:10.1145/358728.358752).
struct NameIndex: Sendable {
  /// The letters of all keys, one behind the other.
  private var pool: [UInt8] = []
  private var starts: [Int32] = [0]
  /// Which letters a key has: one bit each.
  private(set) var letterSets: [UInt32] = []
  /// Open addressing: key numbers by hash, −1 where free.
  private var table: [Int32]
  private let tableMask: Int
  /// The entries of each key, one key behind the other.
  private var postings: [Int32] = []
  private var postingStarts: [Int32] = []
  /// The keys of each deletion, bucket by bucket, each with some bits of the hash.
  private var deletionKeys: [Int32] = []
  private var deletionTags: [UInt16] = []
  private var deletionStarts: [Int32] = []
  private var deletionMask = 0
  private var pending: [(key: Int32, entry: Int32)] = []

  /// An empty index.
  /// - Parameter capacity: About how many names will be added.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    table = Array(repeating: -1, count: size)
    tableMask = size - 1
    pending.reserveCapacity(capacity)
  }

  /// The number of distinct keys.
  var count: Int { letterSets.count }

  /// Adds a name.
  mutating func add(_ key: [UInt8], entry: Int32) {
    guard !key.isEmpty, count < tableMask else { return }
    var slot = Int(truncatingIfNeeded: Self.hash(key)) & tableMask
    while table[slot] >= 0, !holds(Int(table[slot]), key) { slot = (slot + 1) & tableMask }
    if table[slot] < 0 {
      table[slot] = Int32(count)
      pool += key
      starts.append(Int32(pool.count))
      letterSets.append(Self.letterSet(key))
    }
    pending.append((table[slot], entry))
  }

  /// Makes the names that were added ready to be found.
  mutating func finish() {
    postingStarts = Array(repeating: 0, count: count + 1)
    for (key, _) in pending { postingStarts[Int(key) + 1] += 1 }
    for key in 0..<count { postingStarts[key + 1] += postingStarts[key] }
    postings = Array(repeating: 0, count: pending.count)
    var next = postingStarts
    for (key, entry) in pending {
      postings[Int(next[Int(key)])] = entry
      next[Int(key)] += 1
    }
    pending = []
    indexDeletions()
  }

  private mutating func indexDeletions() {
    var hashes: [UInt64] = []
    var keys: [Int32] = []
    hashes.reserveCapacity(pool.count + count)
    keys.reserveCapacity(pool.count + count)
    for key in 0..<count where length(of: key) >= Self.shortestMisspelt {
      let range = Int(starts[key])..<Int(starts[key + 1])
      hashes.append(Self.hash(pool[range]))
      keys.append(Int32(key))
      for left in range where left == range.lowerBound || pool[left] != pool[left - 1] {
        hashes.append(Self.hash(pool[range], without: left))
        keys.append(Int32(key))
      }
    }
    var size = 64
    while size < hashes.count { size *= 2 }
    deletionMask = size - 1
    deletionStarts = Array(repeating: 0, count: size + 1)
    for hash in hashes { deletionStarts[bucket(hash) + 1] += 1 }
    for index in 0..<size { deletionStarts[index + 1] += deletionStarts[index] }
    var next = deletionStarts
    deletionKeys = Array(repeating: 0, count: hashes.count)
    deletionTags = Array(repeating: 0, count: hashes.count)
    for (hash, key) in zip(hashes, keys) {
      let position = Int(next[bucket(hash)])
      deletionKeys[position] = key
      deletionTags[position] = Self.tag(hash)
      next[bucket(hash)] += 1
    }
  }

  /// Names shorter than this are found exactly only.
  static let shortestMisspelt = 4

  /// The letters of a key.
  func letters(of key: Int) -> ArraySlice<UInt8> { pool[Int(starts[key])..<Int(starts[key + 1])] }

  /// How many letters a key has.
  func length(of key: Int) -> Int { Int(starts[key + 1] - starts[key]) }

  /// The entries of a key, in the order in which they were added.
  func entries(of key: Int) -> ArraySlice<Int32> {
    postings[Int(postingStarts[key])..<Int(postingStarts[key + 1])]
  }

  /// The number of a key.
  /// - Complexity: O(k) in its length.
  func key(_ letters: [UInt8]) -> Int? {
    var slot = Int(truncatingIfNeeded: Self.hash(letters)) & tableMask
    while table[slot] >= 0 {
      if holds(Int(table[slot]), letters) { return Int(table[slot]) }
      slot = (slot + 1) & tableMask
    }
    return nil
  }

  /// The keys that differ from some letters by one, and some of those that differ by two, themselves not
  /// among them.
  /// - Complexity: O(k²) in the number of letters, and the keys found.
  func keys(near letters: [UInt8], limit: Int) -> [(key: Int, distance: Int)] {
    guard letters.count >= Self.shortestMisspelt else { return [] }
    var found: [(key: Int, distance: Int)] = []
    var seen: Set<Int32> = []
    func visit(_ hash: UInt64) {
      let bucket = bucket(hash)
      let tag = Self.tag(hash)
      for position in Int(deletionStarts[bucket])..<Int(deletionStarts[bucket + 1])
      where deletionTags[position] == tag && seen.insert(deletionKeys[position]).inserted {
        let key = Int(deletionKeys[position])
        if let distance = distance(of: key, to: letters, limit: limit), distance > 0 {
          found.append((key, distance))
        }
      }
    }
    visit(Self.hash(letters[...]))
    for left in letters.indices where left == 0 || letters[left] != letters[left - 1] {
      visit(Self.hash(letters[...], without: left))
    }
    return found
  }

  /// How many letters of a key have to change to make it others; `nil` beyond a limit.
  func distance(of key: Int, to letters: [UInt8], limit: Int) -> Int? {
    guard mayBeNear(key, letters.count, Self.letterSet(letters), limit: limit) else { return nil }
    return EditDistance.between(Array(self.letters(of: key)), letters, limit: limit)
  }

  /// Whether a key's length and letters allow that it differs by no more than a limit.
  func mayBeNear(_ key: Int, _ count: Int, _ letters: UInt32, limit: Int) -> Bool {
    abs(length(of: key) - count) <= limit
      && (letterSets[key] ^ letters).nonzeroBitCount <= 2 * limit
  }

  private func holds(_ key: Int, _ letters: [UInt8]) -> Bool {
    length(of: key) == letters.count && self.letters(of: key).elementsEqual(letters)
  }

  private func bucket(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 16) & deletionMask }
  private static func tag(_ hash: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: hash) }

  static func letterSet(_ letters: some Sequence<UInt8>) -> UInt32 {
    letters.reduce(0) { $0 | 1 << UInt32($1 & 31) }
  }

  /// FNV-1a with a final mix: http://www.isthe.com/chongo/tech/comp/fnv/.
  private static func hash(_ letters: some Sequence<UInt8>) -> UInt64 {
    mixed(letters.reduce(basis) { ($0 ^ UInt64($1)) &* prime })
  }

  private static func hash(_ letters: ArraySlice<UInt8>, without left: Int) -> UInt64 {
    var hash = basis
    for index in letters.indices where index != left {
      hash = (hash ^ UInt64(letters[index])) &* prime
    }
    return mixed(hash)
  }

  private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01b3
  private static func mixed(_ hash: UInt64) -> UInt64 {
    (hash ^ (hash >> 29)) &* 0xbf58_476d_1ce4_e5b9
  }
}

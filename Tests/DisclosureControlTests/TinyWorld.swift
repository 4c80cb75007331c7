import GeoPrimitives

@testable import DisclosureControl

/// A world so small that everything which can happen in it can be tried.
///
/// Whoever reads a publication and knows the rule can do no better than to list the inputs that yield
/// it. The world does that for all publications at once.
struct TinyWorld {
  var name: String
  var rules: AtomRules
  var register: AtomRegister
  var weekCount = 1
  var categories = ["a"]
  /// All inputs with so many tips or fewer are tried. The total is published (or the country withheld),
  /// so all inputs with the same publication are among them, and nothing is an effect of the limit.
  var greatest: Int

  /// One cell of the input.
  struct Cell {
    var village: Int
    var week: Int
    var category: Int
  }

  /// A hidden number, as a sum of cells.
  struct Question {
    var name: String
    var cells: [Int]
  }

  /// What an attacker finds out.
  struct Finding {
    var inputs = 0
    var publications = 0
    /// Questions whose only possible answer lies in 1 … k−1.
    var pinned: [String] = []
    /// The least number of answers that a question has, when its answer is not published.
    var fewest = Int.max
  }

  var cells: [Cell] {
    register.villages.indices.flatMap { village in
      (0..<weekCount).flatMap { week in
        categories.indices.map { Cell(village: village, week: week, category: $0) }
      }
    }
  }

  /// Tries everything, as a planner who sees all layers, and as a partner who sees districts only.
  func attack() throws -> (planner: Finding, partner: Finding) {
    var planner = Ledger(threshold: rules.planner, questions: questions)
    var partner = Ledger(threshold: rules.partner, questions: questions)
    var values = Array(repeating: 0, count: cells.count)
    repeat {
      let table = try publication(of: values)
      planner.enter(values, under: AtomRow.Layer.allCases.map { table[$0] })
      partner.enter(values, under: [table.districts])
    } while advance(&values)
    return (planner.finding(), partner.finding())
  }

  func publication(of values: [Int]) throws -> AtomTable {
    let month = ReportingMonth(containing: .init(daysSince1970: 20_000))
    var counts = AtomCounts(
      month: month, register: register, categories: categories, weekCount: weekCount)
    for (cell, value) in zip(cells, values) where value > 0 {
      try counts.add(value, village: cell.village, week: cell.week, category: cell.category)
    }
    return AtomTable(closing: counts, rules: rules)
  }

  /// Counts up like an odometer whose digits have a limited sum; `false` after the last.
  private func advance(_ values: inout [Int]) -> Bool {
    var total = values.reduce(0, +)
    for place in values.indices {
      if total < greatest {
        values[place] += 1
        return true
      }
      total -= values[place]
      values[place] = 0
    }
    return false
  }

  /// Every area in any weeks, every regency and area above it in any categories, any set of villages.
  var questions: [Question] {
    let cells = cells
    func question(_ name: String, _ holds: (Cell) -> Bool) -> Question {
      Question(name: name, cells: cells.indices.filter { holds(cells[$0]) })
    }
    var questions: [Question] = []
    for (depth, level) in register.levels.enumerated() {
      for (code, villages) in zip(level.codes, level.villages) {
        for weeks in 1..<(1 << weekCount) {
          questions.append(
            question("\(code) weeks \(weeks)") {
              villages.contains($0.village) && weeks >> $0.week & 1 == 1
            })
        }
        for kinds in 1..<(1 << categories.count) where depth <= 2 {
          questions.append(
            question("\(code) categories \(kinds)") {
              villages.contains($0.village) && kinds >> $0.category & 1 == 1
            })
        }
      }
    }
    for set in 1..<(1 << register.villages.count) {
      questions.append(question("villages \(set)") { set >> $0.village & 1 == 1 })
    }
    return questions
  }
}

/// The inputs seen under each publication, as the sets of answers they give.
private struct Ledger {
  let threshold: Int
  let questions: [TinyWorld.Question]
  private var answers: [Key: [UInt64]] = [:]
  private var inputs = 0

  struct Key: Hashable {
    var blocks: [[AtomBlock]]
    var isWithheld: [Bool]
  }

  init(threshold: Int, questions: [TinyWorld.Question]) {
    self.threshold = threshold
    self.questions = questions
  }

  mutating func enter(_ values: [Int], under layers: [AtomLayer]) {
    inputs += 1
    let key = Key(blocks: layers.map(\.blocks), isWithheld: layers.map(\.isWithheld))
    let none = Array(repeating: UInt64(0), count: questions.count)
    for (place, question) in questions.enumerated() {
      var sum = 0
      for cell in question.cells { sum += values[cell] }
      // Answers of 63 or more count as one, which is far above any threshold here.
      answers[key, default: none][place] |= 1 << UInt64(min(sum, 63))
    }
  }

  func finding() -> TinyWorld.Finding {
    var finding = TinyWorld.Finding(inputs: inputs, publications: answers.count)
    for (key, sets) in answers {
      for (question, set) in zip(questions, sets) {
        let least = set.trailingZeroBitCount
        if set.nonzeroBitCount == 1 {
          if least > 0 && least < threshold {
            finding.pinned.append("\(question.name) is \(least) in \(key.blocks)")
          }
        } else {
          finding.fewest = min(finding.fewest, set.nonzeroBitCount)
        }
      }
    }
    return finding
  }
}

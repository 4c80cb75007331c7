/// A form of text as `LIKE` writes it: `%` stands for any characters, `_` for one, and `\` takes the meaning
/// from the character after it.
public struct LikePattern: Hashable, Sendable {
  fileprivate enum Part: Hashable {
    case any
    case one
    case character(Unicode.Scalar)
  }

  private let parts: [Part]

  /// The form that a text describes.
  public init(_ text: String) {
    var parts: [Part] = []
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if !isEscaped, scalar == "\\" {
        isEscaped = true
        continue
      }
      switch scalar {
      case "%" where !isEscaped: if parts.last != .any { parts.append(.any) }
      case "_" where !isEscaped: parts.append(.one)
      default: parts.append(.character(scalar))
      }
      isEscaped = false
    }
    if isEscaped { parts.append(.character("\\")) }
    self.parts = parts
  }

  /// Whether a text is of the form; capitals matter.
  ///
  /// After a mismatch the last `%` takes one character more: those before it need not.
  /// - Complexity: O(n m) for n characters and m parts.
  public func matches(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var (place, part) = (0, 0)
    var retry: (part: Int, place: Int)?
    while place < scalars.count {
      if part < parts.count, parts[part] == .any {
        retry = (part, place)
        part += 1
      } else if part < parts.count, parts[part].accepts(scalars[place]) {
        place += 1
        part += 1
      } else if let last = retry {
        retry = (last.part, last.place + 1)
        (part, place) = (last.part + 1, last.place + 1)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { $0 == .any }
  }
}

extension LikePattern.Part {
  fileprivate func accepts(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .any: false
    case .one: true
    case .character(let own): own == scalar
    }
  }
}

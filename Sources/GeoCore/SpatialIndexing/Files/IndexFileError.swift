/// Why a file of indexes is not used, or could not be written. Whatever the reason, the indexes are
/// built anew from the data.
public enum IndexFileError: Error, Hashable, Sendable {
  /// There is no such file.
  case missing
  /// The system does not open, map or stat the file; its number of the error.
  case unreadable(errno: Int32)
  /// The file does not begin as a file of indexes does.
  case foreign
  /// The file was written by a program that lays it out in another way.
  case otherVersion(Int)
  /// The file was written by a machine that lays out numbers in another way.
  case otherByteOrder
  /// The file's trees have so many entries a node.
  case otherNodeSize(Int)
  /// The file is shorter or longer than it says, or too short to say.
  case truncated
  /// The header, or a column of an index, is not what was written.
  case damaged(String)
  /// The indexes were made from other data.
  case stale
  /// The system does not write the file; its number of the error.
  case unwritable(errno: Int32)
}

extension IndexFileError: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .missing: "there is no file of indexes"
    case .unreadable(let errno): "the file of indexes cannot be read (system error \(errno))"
    case .foreign: "the file is not a file of indexes"
    case .otherVersion(let version): "the file of indexes has version \(version)"
    case .otherByteOrder: "the file of indexes comes from a machine with another byte order"
    case .otherNodeSize(let size): "the indexes of the file have \(size) entries a node"
    case .truncated: "the file of indexes is not as long as it says"
    case .damaged(let part): "the file of indexes is damaged (\(part))"
    case .stale: "the file of indexes was made from other data"
    case .unwritable(let errno): "the file of indexes cannot be written (system error \(errno))"
    }
  }
}

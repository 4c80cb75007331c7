import CGDAL
import Glibc

/// A file opened with GDAL, for reading only.
///
/// Safety: owns the dataset from `init` to `deinit`; layers are lent by it and never freed.
@safe
struct OGRDataset: ~Copyable {
  let messages: GDALMessages
  private let handle: GDALDatasetH

  /// Opens a file with the given drivers only.
  /// - Throws: `file.unreadable` with GDAL's reason.
  init(path: String, drivers: [String], options: [String]) throws(ImportProblem) {
    _ = GDALLibrary.isReady
    let messages = GDALMessages()
    let flags = UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR)
    let opened = unsafe messages.listen {
      unsafe CStringList.lend(drivers) { drivers in
        unsafe CStringList.lend(options) { options in
          unsafe GDALOpenEx(FileKind.virtualPath(of: path), flags, drivers, options, nil)
        }
      }
    }
    guard let opened = unsafe opened else {
      throw ImportProblem(.fileUnreadable, messages.takeFailure() ?? "")
    }
    unsafe handle = opened
    self.messages = messages
  }

  deinit { messages.listen { unsafe GDALClose(handle) } }

  /// The names of all layers.
  var layerNames: [String] {
    (0..<(unsafe GDALDatasetGetLayerCount(handle))).map { index in
      guard let layer = unsafe GDALDatasetGetLayer(handle, index),
        let name = unsafe OGR_L_GetName(layer)
      else { return "" }
      return unsafe String(cString: name)
    }
  }

  /// A layer, lent for as long as the dataset lives.
  func layer(named name: String) -> OGRLayerH? {
    unsafe GDALDatasetGetLayerByName(handle, name)
  }
}

/// Arrays of C strings for the length of one call.
///
/// Safety: the strings are copies made with `strdup`, freed before `lend` returns.
enum CStringList {
  static func lend<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { copy in unsafe free(copy) } }
    var pointers = unsafe copies.map { unsafe UnsafePointer($0) } + [nil]
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      unsafe body(UnsafePointer(buffer.baseAddress))
    }
  }
}

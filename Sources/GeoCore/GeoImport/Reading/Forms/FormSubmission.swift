import GeoPrimitives

/// One submission of a form, its groups laid flat: each value under its path, such as `report/category`.
struct FormSubmission {
  private(set) var values: [String: String] = [:]
  private(set) var paths: [String] = []

  init(_ submission: StrictJSON) {
    guard case .object(let members) = submission else { return }
    for member in members { add(member.value, at: member.name) }
  }

  private mutating func add(_ value: StrictJSON, at path: String) {
    switch value {
    case .object(let members):
      if addPoint(value, at: path) { return }
      for member in members { add(member.value, at: "\(path)/\(member.name)") }
    case .list(let list): addList(list, at: path)
    case .text(let text): if !addPointText(text, at: path) { put(text, at: path) }
    case .number(let digits): put(digits, at: path)
    case .flag(let flag): put("\(flag)", at: path)
    case .null: put("", at: path)
    }
  }

  /// Kobo tells where a form was sent from as latitude and longitude. Of other lists, such as repeated
  /// groups and files, only the column stays, so that it has to be left out by name.
  private mutating func addList(_ list: [StrictJSON], at path: String) {
    guard path == "_geolocation" else { return put("", at: path) }
    guard list.count == 2, case .number(let latitude) = list[0],
      case .number(let longitude) = list[1]
    else { return }
    put(longitude, at: "_geolocation/lon")
    put(latitude, at: "_geolocation/lat")
  }

  /// A GeoJSON Point, as ODK Central writes a geopoint.
  private mutating func addPoint(_ value: StrictJSON, at path: String) -> Bool {
    guard value["type"] == .text("Point"), case .list(let numbers)? = value["coordinates"],
      numbers.count >= 2, case .number(let longitude) = numbers[0],
      case .number(let latitude) = numbers[1]
    else { return false }
    put(longitude, at: group(of: path) + "lon")
    put(latitude, at: group(of: path) + "lat")
    if case .number(let accuracy)? = value["properties"]?["accuracy"] {
      put(accuracy, at: group(of: path) + "radius_m")
    }
    return true
  }

  /// `latitude longitude altitude accuracy`, as Kobo writes a geopoint.
  private mutating func addPointText(_ text: String, at path: String) -> Bool {
    let parts = text.split(separator: " ").map(String.init)
    let numbers = parts.compactMap(Double.init)
    guard parts.count == 4, numbers.count == 4, abs(numbers[0]) <= 90, abs(numbers[1]) <= 180,
      text.contains(".")
    else { return false }
    put(parts[1], at: group(of: path) + "lon")
    put(parts[0], at: group(of: path) + "lat")
    if numbers[3] > 0 { put(parts[3], at: group(of: path) + "radius_m") }
    return true
  }

  private func group(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  private mutating func put(_ text: String, at path: String) {
    // The first of two values stays: a form may ask for a place and have one of its own.
    guard values[path] == nil else { return }
    values[path] = text
    paths.append(path)
  }
}

/// The columns that form servers add by themselves: about devices, senders and the submission.
enum FormSystemColumns {
  private static let names: Set<String> = [
    "deviceid", "device_id", "phonenumber", "phone_number", "username", "user_name", "subscriberid",
    "simserial", "simid", "imei", "email", "start", "end", "today", "audit", "instanceid",
    "instancename", "rooturl", "rootuuid", "formhub", "uuid",
  ]

  /// Whether a path is a column of the server: by its name, or because it stands in the server's own groups.
  static func contains(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map { $0.lowercased() }
    guard let first = parts.first, let last = parts.last else { return true }
    if first.hasPrefix("_") || first.hasPrefix("@") || ["meta", "formhub"].contains(first) {
      return true
    }
    return names.contains(last) || last.contains("@odata")
  }
}

/// Short forms, foreign forms and words that hang together are written out before the rules are applied.
extension AddressReader {
  /// The words with `Jabar` as `provinsi jawa barat`, `East Java` as `jawa timur`, `kelkebonkosong` as
  /// `kel kebonkosong`.
  static func writtenOut(_ words: [AddressWord]) -> [AddressWord] {
    var written: [AddressWord] = []
    var index = 0
    while index < words.count, written.count < AddressTokenizer.mostWords {
      let word = words[index]
      let next = index + 1 < words.count ? words[index + 1] : nil
      index += 1
      if word.isNumber {
        written.append(word)
      } else if let side = ShortForms.sides[word.text], let next,
        ShortForms.englishSides.contains(word.text), ShortForms.sidedNames.contains(next.text)
      {
        let name = ShortForms.foreign[next.text] ?? next.text
        written += replaced(word, by: [name, side])
        index += 1
      } else if let side = ShortForms.sides[word.text],
        !ShortForms.englishSides.contains(word.text), word.gap <= .dot, !written.isEmpty
      {
        written += replaced(word, by: [side])
      } else {
        written += writtenOut(word, before: next)
      }
    }
    return Array(written.prefix(AddressTokenizer.mostWords))
  }

  private static func writtenOut(_ word: AddressWord, before next: AddressWord?) -> [AddressWord] {
    // "DKI Jakarta" and "DIY Yogyakarta" name the province twice.
    let repeats = next.map { ["jakarta", "yogyakarta", "jogja", "jogjakarta"].contains($0.text) }
    if repeats == true, word.text == "dki" || word.text == "diy" {
      return replaced(word, by: ["provinsi"])
    }
    if let form = ShortForms.form(word.text) {
      let marker =
        form.kind == .province ? ["provinsi"] : form.kind == .regency ? ["kabupaten"] : []
      return replaced(word, by: marker + form.words)
    }
    return parted(word)
  }

  /// A marker that hangs together with its name (`kelkebonkosong`, `rt05` is parted already).
  private static func parted(_ word: AddressWord) -> [AddressWord] {
    let isMarker = AddressVocabulary.marker(word.text) != nil
    guard !isMarker, word.text.utf8.count >= 8 else { return [word] }
    for prefix in hangingMarkers where word.text.hasPrefix(prefix) {
      let name = String(word.text.dropFirst(prefix.count))
      return replaced(word, by: [prefix, name])
    }
    return [word]
  }

  private static func replaced(_ word: AddressWord, by texts: [String]) -> [AddressWord] {
    texts.enumerated().map { index, text in
      AddressWord(text: text, isNumber: false, gap: index == 0 ? word.gap : .blank)
    }
  }

  /// Only words with which few names begin; a name that begins so all the same is put together again by
  /// the geocoder, which looks up words with and without the blank.
  private static let hangingMarkers = [
    "kelurahan", "kecamatan", "kabupaten", "provinsi", "desa", "kel", "kec", "kab", "dusun",
  ]
}

import Testing

@testable import MapRendering

@Suite struct ClassBreaksTests {
  @Test("A value belongs to the class whose lower limit it has reached")
  func classes() throws {
    let breaks = try ClassBreaks(parameter: "1,2,5")
    let expected: [(Float, CellClass)] = [
      (0, .belowLowest), (-3, .belowLowest), (0.999, .belowLowest), (1, .band(0)), (1.5, .band(0)),
      (2, .band(1)), (4.999, .band(1)), (5, .band(2)), (1e30, .band(2)), (.infinity, .band(2)),
      (.nan, .noData), (ClassBreaks.suppressedValue, .suppressed),
    ]
    for (value, look) in expected { #expect(breaks.classify(value) == look) }
    #expect(breaks.upper(of: 1) == 5)
    #expect(breaks.upper(of: 2) == nil)
  }

  @Test("Single precision puts a value into the class that double precision would")
  func precision() throws {
    for limit in [0.1, 0.2, 0.3, 1.0 / 3, 7.7] {
      let breaks = try ClassBreaks([limit])
      for value in [Float(limit).nextDown, Float(limit), Float(limit).nextUp] {
        #expect((breaks.classify(value) == .band(0)) == (Double(value) >= limit))
      }
    }
  }

  @Test(
    "Limits that make no classes are refused with the one that is wrong",
    arguments: [
      ("", RenderingError.breaksEmpty), ("  ", .breaksEmpty),
      ("1,x,3", .breakNotANumber(text: "x", position: 2)),
      ("1,,3", .breakNotANumber(text: "", position: 2)),
      ("1;2", .breakNotANumber(text: "1;2", position: 1)),
      ("nan", .breakNotANumber(text: "nan", position: 1)),
      ("0x10", .breakNotANumber(text: "0x10", position: 1)),
      ("inf", .breakNotANumber(text: "inf", position: 1)),
      ("1e999", .breakNotANumber(text: "1e999", position: 1)),
      ("0,1", .breakNotPositive(position: 1)), ("-1,1", .breakNotPositive(position: 1)),
      ("1,2,2", .breaksNotAscending(position: 3)), ("2,1", .breaksNotAscending(position: 2)),
      ("1,2,3,4,5,6,7,8,9,10,11,12,13", .tooManyBreaks(count: 13)),
    ])
  func refusals(text: String, error: RenderingError) {
    #expect(throws: error) { try ClassBreaks(parameter: text) }
    #expect(!error.description.isEmpty && !error.code.isEmpty)
  }

  @Test("The parameter that is written gives the same classes")
  func parameter() throws {
    let breaks = try ClassBreaks(parameter: " 0.25,1e1, 300")
    #expect(breaks.limits == [0.25, 10, 300])
    #expect(try ClassBreaks(parameter: breaks.parameter) == breaks)
  }
}

@Suite struct ColorRampTests {
  /// The lightness L* of CIELAB, 0 … 100.
  private func lightness(_ color: RGBA) -> Double {
    func linear(_ channel: UInt8) -> Double {
      let share = Double(channel) / 255
      // A power of 2.2 is near enough to sRGB to compare.
      return share * share * (1 + 0.1 * (share - 1))
    }
    let y = 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
    return 100 * y.squareRoot()
  }

  @Test("The lightness of every ramp runs one way", arguments: ColorRamp.allCases)
  func monotone(ramp: ColorRamp) {
    for count in 2...12 {
      let steps = ramp.classColors(count: count).map(lightness)
      let isRising = steps[count - 1] > steps[0]
      for (a, b) in zip(steps, steps.dropFirst()) { #expect((b > a) == isRising) }
    }
  }

  @Test("Classes of a ramp have different colours, as many as asked", arguments: ColorRamp.allCases)
  func distinct(ramp: ColorRamp) {
    for count in 0...12 {
      #expect(ramp.classColors(count: count).count == count)
      #expect(Set(ramp.classColors(count: count)).count == count)
    }
  }

  @Test("A ramp is found by its parameter, any other name is refused")
  func names() throws {
    for name in ["viridis", "magma", "cividis", "ylorrd", "blues"] {
      #expect(try ColorRamp(parameter: name).rawValue == name)
    }
    #expect(throws: RenderingError.unknownRamp(name: "jet")) { try ColorRamp(parameter: "jet") }
  }

  @Test("The ends of a ramp are its first and last stop")
  func ends() {
    #expect(ColorRamp.viridis.color(at: 0) == RGBA(0x440154))
    #expect(ColorRamp.viridis.color(at: 1) == RGBA(0xFDE725))
    #expect(ColorRamp.viridis.color(at: 7) == RGBA(0xFDE725))
    #expect(RGBA(0x2A788E).cssHex == "#2a788e")
  }

  @Test("Higher classes of a heat map hide more of what lies beneath")
  func opacity() throws {
    let palette = HeatPalette(breaks: try ClassBreaks([1, 2, 3, 4]), ramp: .viridis)
    let opacities = palette.colors.map(\.alpha)
    #expect(opacities == opacities.sorted() && Set(opacities).count == 4)
  }
}

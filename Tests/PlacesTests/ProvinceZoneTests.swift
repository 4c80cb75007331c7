import GeoPrimitives
import Places
import Testing

@Suite("The zone of a province")
struct ProvinceZoneTests {
  @Test(
    "follows Keppres 41/1987 and its amendments",
    arguments: [
      ("11", 7), ("14.71", 7), ("21", 7), ("31.71.01.1001", 7), ("35.73", 7), ("61", 7), ("62", 7),
      ("51.71", 8), ("52", 8), ("53.01.01.2001", 8), ("63", 8), ("64", 8), ("65", 8), ("71", 8),
      ("72", 8), ("73", 8), ("74", 8), ("75", 8), ("76", 8), ("81", 9), ("82", 9), ("91", 9),
      ("92", 9), ("93", 9), ("94", 9), ("95", 9), ("96", 9), ("3573010001", 7), ("99", 7), ("", 7),
    ])
  func byCode(code: String, hours: Int) {
    #expect(ProvinceZone.offset(ofCode: code) == TimeZoneOffset(hours: hours))
  }

  @Test(
    "is guessed from the longitude where the province is unknown",
    arguments: [
      (95.3, 7), (106.8, 7), (112.6, 7), (114.4, 7), (115.2, 8), (119.4, 8), (124.8, 8),
      (128.2, 9), (140.7, 9),
    ])
  func byLongitude(longitude: Double, hours: Int) {
    #expect(ProvinceZone.offset(ofLongitude: longitude) == TimeZoneOffset(hours: hours))
  }
}

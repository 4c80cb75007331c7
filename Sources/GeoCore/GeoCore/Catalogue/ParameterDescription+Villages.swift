import GeoStore

extension ParameterDescription {
  /// The name of a village, or the beginning of its code.
  public static let villageName = ParameterDescription(
    "q",
    LocalizedText(
      "Nama desa, boleh diikuti wilayahnya setelah koma, atau awal kode; pengganti near",
      "Name of a village, after a comma its area, or the beginning of a code; instead of near"),
    .text(), example: "sukamaju")

  /// The status of a stage.
  public static let stageStatus = ParameterDescription(
    "status", LocalizedText("Status tahap", "Status of the stage"),
    .choice(of: ProgrammeStatus.self), example: "aktif"
  ).required

  /// The day on which a stage began.
  public static let stageSince = ParameterDescription(
    "since", LocalizedText("Hari mulai tahap", "The day on which the stage began"), .day,
    example: "2026-01-05"
  ).required
}

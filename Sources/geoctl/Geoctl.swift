import ArgumentParser

/// `geoctl`: everything that is done with a workspace from the command line.
@main
struct Geoctl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "geoctl",
    abstract: "Mengelola workspace PetaBinaan / Manages a PetaBinaan workspace.",
    discussion: """
      Kode keluar / exit codes: 0 selesai / done, 1 data ditolak / data refused, 2 salah pakai / \
      wrong usage, 3 workspace tidak ada, terkunci atau rusak / missing, locked or damaged.
      Siapa yang dapat membuka berkas workspace melihat seluruh isinya / whoever can open the \
      workspace file sees all of it.
      """,
    subcommands: [
      InitCommand.self, DemoCommand.self, ImportCommand.self, ExportCommand.self,
      CheckCommand.self, UpgradeCommand.self, DensityCommand.self, HotspotsCommand.self,
      ClustersCommand.self,
      ScanCommand.self, TrendsCommand.self, CoverageCommand.self,
      ReportCommand.self, RenderCommand.self, VillagesCommand.self, PeriodsCommand.self,
      TipsCommand.self, ReviewCommand.self, PurgeCommand.self, BackupCommand.self,
      DisclosureCommand.self,
      RestoreCommand.self, ServeCommand.self, UserCommand.self, AuditCommand.self,
      AccommodationsCommand.self, CacheCommand.self, GeocodeCommand.self,
      AnalysesCommand.self, NoticesCommand.self, PlanCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      ExitStatus.leave(after: error)
    }
  }
}

import GeoCore

extension Setting {
  /// Every setting of the server, in the order in which they are listed. An entry here is all that a new
  /// setting needs, besides its property in `ServiceConfiguration`.
  static let all: [Setting] = place + connection + limits + requests + drawing

  private static let place: [Setting] = [
    .text("workspace", \.workspace, ("Berkas workspace (*.gpkg)", "The workspace file (*.gpkg)")),
    .text(
      "host", \.host,
      (
        "Alamat yang didengarkan; selain loopback perlu TLS atau proksi",
        "The address to listen on; others than loopback need TLS or a proxy"
      )),
    .number(
      "port", \.port, 0...65_535, ("Porta; 0 berarti dipilih sistem", "The port; 0: any free one")),
    .optional(
      "maplibre", \.mapLibre,
      (
        "Folder berisi maplibre-gl.js dan maplibre-gl.css (bawaan: .tools/maplibre)",
        "The folder with maplibre-gl.js and maplibre-gl.css (default: .tools/maplibre)"
      )),
  ]

  private static let connection: [Setting] = [
    .optional(
      "tls-cert", \.certificate, reloadable: true,
      ("Sertifikat TLS dalam PEM, berikut rantainya", "The TLS certificate in PEM, with its chain")),
    .optional(
      "tls-key", \.privateKey, reloadable: true,
      ("Kunci privat sertifikat dalam PEM", "The certificate's private key in PEM")),
    .toggle(
      "behind-proxy", \.isBehindProxy,
      (
        "Di belakang proksi yang mengenkripsi; X-Forwarded-For dipercaya",
        "Behind a proxy that encrypts; X-Forwarded-For is believed"
      )),
    .number(
      "connection-limit", \.connectionLimit, 1...1_000_000,
      (
        "Sambungan yang boleh terbuka; yang berikutnya menunggu",
        "Connections that may be open; further ones wait"
      )),
    .number(
      "request-timeout", \.requestTimeout, 1...3600,
      (
        "Detik bagi permintaan untuk tiba utuh; jawaban diberi empat kali lipat",
        "Seconds for a request to arrive whole; an answer is given four times as many"
      )),
    .number(
      "idle-timeout", \.idleTimeout, 1...86_400,
      ("Detik sambungan boleh menganggur", "Seconds that a connection may rest")),
    .number(
      "drain-seconds", \.drainSeconds, 0...3600,
      (
        "Detik bagi permintaan berjalan untuk selesai setelah SIGTERM",
        "Seconds for requests under way to end after SIGTERM"
      )),
  ]

  private static let limits: [Setting] = [
    .number(
      "rate-limit", \.rateLimit, 0...1_000_000, reloadable: true,
      (
        "Permintaan per detik tiap pemanggil; 0 tanpa batas",
        "Requests a second of each caller; 0: any number"
      )),
    .number(
      "tip-limit", \.tipLimit, 0...100_000, reloadable: true,
      (
        "Laporan tiap menit dari satu alamat tanpa akun; 0 tanpa batas",
        "Tips a minute from one address without an account; 0: any number"
      )),
    .number(
      "body-limit", \.bodyLimit, 1024...67_108_864, reloadable: true,
      ("Bita paling banyak dalam badan permintaan", "Bytes that the body of a request may have")),
  ]

  private static let requests: [Setting] = [
    .list(
      "cors-origins", \.corsOrigins, .origins, reloadable: true,
      (
        "Asal halaman lain yang boleh membaca jawaban (CORS), tanpa kuki",
        "Origins of other pages that may read answers (CORS), without cookies"
      )),
    .list(
      "public-layers", \.publicLayers, .list(PublicLayers.possible.map(\.rawValue)),
      reloadable: true,
      (
        "Lapisan yang terlihat tanpa masuk; yang lain perlu akun",
        "Layers that are seen without signing in; the others need an account"
      )),
    .toggle(
      "request-log", \.logsRequests, reloadable: true,
      ("Satu baris log tiap permintaan", "A line of the log for each request")),
    .choice(
      "log-level", \.logLevel, reloadable: true,
      ("Yang paling ringan yang dicatat", "The least that is logged")),
    .choice(
      "log-format", \.logFormat, reloadable: true,
      ("Bentuk log di galat standar", "The form of the log on standard error")),
  ]

  private static let drawing: [Setting] = [
    .number(
      "cache-mb", \.cacheMegabytes, 0...65_536,
      ("Memori untuk ubin, dalam MB; 0 tanpa", "Memory for tiles, in MB; 0: none")),
    .number(
      "cache-disk-mb", \.storedMegabytes, 0...1_048_576,
      (
        "Ubin di diska, di samping workspace, dalam MB; 0 tanpa",
        "Tiles on the disk, beside the workspace, in MB; 0: none"
      )),
    .number(
      "render-threads", \.renderThreads, 1...64, ("Jumlah utas penggambar", "Threads that draw")),
    .number(
      "render-queue", \.renderQueue, 0...65_536,
      (
        "Permintaan yang boleh menunggu utas; yang berikutnya dijawab 503",
        "Requests that may wait for a thread; further ones are answered 503"
      )),
  ]
}

import GeoCore
import HTTPTypes
import Hummingbird

/// `/metrics`: figures of the service for Prometheus.
struct MetricsRoutes: Sendable {
  let service: ServiceContext

  func add(to router: PolicyRouter) {
    let metrics = service.operations.metrics
    metrics.observe(service)
    router.get("/metrics", .needs(.figures, formats: ["text"])) { request, _ in
      try Representation(
        Array(metrics.registry.text.utf8), mediaType: MetricsText.mediaType, caching: .none
      ).response(to: request)
    }
  }
}

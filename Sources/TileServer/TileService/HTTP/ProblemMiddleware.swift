import GeoCore
import Hummingbird
import Logging

/// Turns every error into a problem document.
struct ProblemMiddleware: RouterMiddleware {
  func handle(
    _ request: Request, context: ServiceRequestContext,
    next: (Request, ServiceRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let problem as ProblemDetails {
      return problem.response
    } catch let refusal as DisclosureRefusal {
      return ProblemDetails(refusal, to: context.caller, request).response
    } catch let error as RequestError {
      return ProblemDetails(error).response
    } catch is RenderPool.Overloaded {
      return ProblemDetails.overloaded.response
    } catch is CancellationError {
      return ProblemDetails.overloaded.response
    } catch let error as any HTTPResponseError {
      return Self.problem(error, request).response
    } catch {
      context.logger.error("request failed", metadata: ["error": "\(error)"])
      return ProblemDetails(
        status: .internalServerError, code: "internal",
        detail: "the server could not answer; its log says why"
      ).response
    }
  }

  private static func problem(_ error: any HTTPResponseError, _ request: Request) -> ProblemDetails
  {
    switch error.status {
    case .notFound: .notFound(request.uri.path)
    case .methodNotAllowed:
      ProblemDetails(
        status: .methodNotAllowed, code: "method-not-allowed",
        detail: "\(request.method.rawValue) is not answered here")
    default:
      ProblemDetails(status: error.status, code: "http-\(error.status.code)", detail: "\(error)")
    }
  }
}

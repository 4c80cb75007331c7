import GeoCore
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

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
    } catch let error as AnalysisError {
      return ProblemDetails(
        status: .unprocessableContent, code: error.code, detail: error.description
      ).response
    } catch let error as PlanningError {
      return ProblemDetails(error).response
    } catch let error as PlanScenarioError {
      return ProblemDetails(
        status: .badRequest, code: error.code, detail: error.description, fields: [error.key]
      ).response
    } catch let error as HTTPParserError {
      // The server answers 400 and closes: what follows on the connection cannot be understood.
      throw error
    } catch is IOError, is ChannelError {
      return ProblemDetails(
        status: .badRequest, code: "request-cut", detail: "the request has not arrived whole"
      ).response
    } catch is RenderPool.Overloaded {
      return ProblemDetails.overloaded.response
    } catch is CancellationError {
      return ProblemDetails.overloaded.response
    } catch let error as any HTTPResponseError {
      return Self.problem(error, request).response
    } catch {
      context.namedLogger.error("request failed", metadata: ["error": "\(error)"])
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

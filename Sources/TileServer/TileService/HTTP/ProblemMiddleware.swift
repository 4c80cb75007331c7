import GeoCore
import Hummingbird
import Logging

/// Turns every error into a problem document, answers OPTIONS, and sets the headers that all answers
/// bear.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await answer(request, context: context, next: next)
    response.headers[.xContentTypeOptions] = "nosniff"
    return response
  }

  private func answer(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    if request.method == .options {
      return Response(status: .noContent, headers: [.allow: "GET, HEAD, OPTIONS"])
    }
    do {
      return try await next(request, context)
    } catch let problem as ProblemDetails {
      return problem.response
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
        detail: "\(request.method.rawValue) is not answered here",
        headers: [.allow: "GET, HEAD, OPTIONS"])
    default:
      ProblemDetails(status: error.status, code: "http-\(error.status.code)", detail: "\(error)")
    }
  }
}

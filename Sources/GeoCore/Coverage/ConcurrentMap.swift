import Glibc
import Synchronization

/// A list of values computed on several threads.
///
/// The computing targets do without Foundation and Dispatch, and their callers want an answer before
/// they go on, which tasks of Swift's own concurrency cannot give to a caller that is not
/// asynchronous. So this is the least that does it: POSIX threads that draw numbers from a counter and
/// are joined before the call returns. The answer is put together by number, so it does not depend on
/// how many threads there are or which of them was first.
///
/// Memory: each thread owns one reference to the job, handed over retained to `pthread_create` and
/// taken back by the thread's first statement; where no thread could be made, the caller takes it back
/// at once. Nothing outlives the call.
public enum ConcurrentMap {
  /// The processors that are there to be used.
  public static let processorCount = max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)

  /// The values of `body` for 0 ..< `count`, in that order.
  /// - Parameters:
  ///   - count: How many values.
  ///   - threads: How many threads compute them, the calling one included.
  ///   - body: Makes the value of a number; called once for each, from any of the threads.
  /// - Returns: The values by number.
  public static func map<Value: Sendable>(
    _ count: Int, threads: Int = processorCount, _ body: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    let others = min(threads, count) - 1
    guard others > 0 else { return (0..<count).map(body) }
    let values = Mutex([Value?](repeating: nil, count: count))
    let job = Job(count: count) { number in
      let value = body(number)
      values.withLock { $0[number] = value }
    }
    let helpers = (0..<others).compactMap { _ in thread(for: job) }
    job.work()
    for helper in helpers { pthread_join(helper, nil) }
    return values.withLock { $0.compactMap { $0 } }
  }

  /// Numbers that are drawn until none is left.
  private final class Job: Sendable {
    private let next = Atomic(0)
    private let count: Int
    private let body: @Sendable (Int) -> Void

    init(count: Int, body: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.body = body
    }

    func work() {
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        body(number)
      }
    }
  }

  /// A thread that works on a job; `nil` where the system has none to give, and the others do its share.
  private static func thread(for job: Job) -> pthread_t? {
    var thread = pthread_t()
    let reference = unsafe Unmanaged.passRetained(job)
    let failure = unsafe pthread_create(
      &thread, nil,
      { reference in
        guard let reference = unsafe reference else { return nil }
        unsafe Unmanaged<Job>.fromOpaque(reference).takeRetainedValue().work()
        return nil
      }, reference.toOpaque())
    guard failure != 0 else { return thread }
    unsafe reference.release()
    return nil
  }
}

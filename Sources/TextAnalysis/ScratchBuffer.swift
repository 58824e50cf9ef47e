/// Memory that a session keeps from one text to the next, so that analysing allocates nothing once
/// the longest text has been seen.
///
/// Writers reserve first and then write through the returned pointer without checks; the elements
/// are trivial, so there is nothing to initialise or to destroy.
struct ScratchBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  /// How many elements, from the first, are in use.
  var count = 0

  init(capacity: Int = 64) {
    self.base = .allocate(capacity: max(capacity, 1))
    self.capacity = max(capacity, 1)
  }

  deinit { base.deallocate() }

  /// The elements in use.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  /// Makes room for `capacity` elements in all, and keeps those in use.
  mutating func reserve(_ capacity: Int) {
    if capacity > self.capacity { grow(to: capacity) }
  }

  /// Appends one element in amortised constant time.
  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    base[count] = element
    count += 1
  }

  /// Appends one element where `reserve` has made room for it.
  @inline(__always)
  mutating func appendReserved(_ element: Element) {
    assert(count < capacity)
    base[count] = element
    count += 1
  }

  @inline(never)
  private mutating func grow(to minimum: Int) {
    let enough = max(minimum, capacity + capacity / 2)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: enough)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = enough
  }
}

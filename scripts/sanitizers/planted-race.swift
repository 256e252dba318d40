// Two threads add to one number without a lock: `scripts/sanitize --self-test`. Neither begins before the other
// has started, and the turns are few: of an access that is long past ThreadSanitizer knows no stack, and says
// nothing.
import Foundation
import Synchronization

final class Counter: @unchecked Sendable {
  let begun = Mutex(0)
  var value = 0

  func run() {
    begun.withLock { $0 += 1 }
    while begun.withLock(\.self) < 2 { Thread.sleep(forTimeInterval: 0.001) }
    for _ in 0..<100 { value += 1 }
  }
}

let counter = Counter()
let threads = (0..<2).map { _ in Thread { counter.run() } }
for thread in threads { thread.start() }
while !threads.allSatisfy(\.isFinished) { Thread.sleep(forTimeInterval: 0.01) }
print(counter.value)

// Two threads add to one number without a lock: `scripts/sanitize --self-test`.
import Foundation

final class Counter: @unchecked Sendable { var value = 0 }

let counter = Counter()
let threads = (0..<2).map { _ in Thread { for _ in 0..<100_000 { counter.value += 1 } } }
for thread in threads { thread.start() }
while !threads.allSatisfy(\.isFinished) { Thread.sleep(forTimeInterval: 0.01) }
print(counter.value)

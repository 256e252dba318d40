// Four threads that compete add to a list behind a Mutex: nothing to report, if ThreadSanitizer knows of
// the Mutex, and all four are started, on a machine with fewer cores too (`scripts/sanitize --self-test`).
import Foundation
import Synchronization

final class Box: Sendable {
  let numbers = Mutex<[Int]>([])
  let begun = Mutex(0)
}

let box = Box()
DispatchQueue.concurrentPerform(iterations: 4) { _ in
  box.begun.withLock { $0 += 1 }
  for _ in 0..<1_000 where box.begun.withLock(\.self) < 4 { Thread.sleep(forTimeInterval: 0.01) }
  precondition(box.begun.withLock(\.self) == 4, "fewer than four threads")
  for number in 0..<50_000 {
    box.numbers.withLock {
      $0.append(number)
      if number % 5_000 == 0 { Thread.sleep(forTimeInterval: 0.001) }
    }
  }
}
print(box.numbers.withLock(\.count))

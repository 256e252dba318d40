// Threads that compete add to a list behind a Mutex: nothing to report, if ThreadSanitizer knows of
// the Mutex (`scripts/sanitize --self-test`).
import Foundation
import Synchronization

final class Box: Sendable {
  let numbers = Mutex<[Int]>([])
}

let box = Box()
let threads = (0..<4).map { _ in
  Thread {
    for number in 0..<50_000 {
      box.numbers.withLock {
        $0.append(number)
        if number % 5_000 == 0 { Thread.sleep(forTimeInterval: 0.001) }
      }
    }
  }
}
for thread in threads { thread.start() }
while !threads.allSatisfy(\.isFinished) { Thread.sleep(forTimeInterval: 0.01) }
print(box.numbers.withLock(\.count))

// Reads beyond the end: `scripts/sanitize --self-test`.
let numbers = UnsafeMutablePointer<Int>.allocate(capacity: 8)
numbers.initialize(repeating: 1, count: 8)
print(numbers[7 + CommandLine.arguments.count])
numbers.deallocate()

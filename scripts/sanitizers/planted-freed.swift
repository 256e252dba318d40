// Reads memory that was given back: `scripts/sanitize --self-test`.
let numbers = UnsafeMutablePointer<Int>.allocate(capacity: 8)
numbers.initialize(repeating: CommandLine.arguments.count, count: 8)
numbers.deallocate()
print(numbers[CommandLine.arguments.count])

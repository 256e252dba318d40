/// What to ask of Slurm for a sweep.
public struct SlurmRequest: Sendable {
  /// Tasks of the array; each runs one shard of many rows.
  public var tasks: Int
  /// Tasks that run at the same time at most; nil: as many as there is room for.
  public var throttle: Int?
  /// Processors of each task.
  public var cpus: Int
  /// Time limit of a task as Slurm takes it; nil: the partition's.
  public var time: String?
  /// Memory of a task as Slurm takes it; nil: the partition's.
  public var memory: String?
  /// Further options of sbatch, such as `--partition=short`.
  public var options: [String]
  /// The program that runs on the nodes.
  public var program: String

  /// Describes what to ask for.
  public init(
    tasks: Int, throttle: Int?, cpus: Int, time: String?, memory: String?, options: [String],
    program: String
  ) {
    self.tasks = tasks
    self.throttle = throttle
    self.cpus = cpus
    self.time = time
    self.memory = memory
    self.options = options
    self.program = program
  }
}

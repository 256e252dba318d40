internal import Foundation

/// The scripts that a cluster runs for a sweep, made to be read and changed by hand.
struct SlurmScripts {
  let sweep: Sweep
  let request: SlurmRequest

  private var folder: String { InputFile.absolute(sweep.path) }

  /// The path of a log file as sbatch reads it: `%` begins a pattern.
  private func log(_ name: String) -> String {
    let path = "\(folder)/slurm/".replacing("%", with: "%%") + "\(name).log"
    return Self.quoted(path) == path ? path : "\"\(path)\""
  }

  /// Seconds before the time limit at which a task is told to stop.
  private static let notice = 60

  /// `array.sh`: every task runs one shard.
  var array: String {
    let throttle = request.throttle.map { "%\($0)" } ?? ""
    return """
      #!/bin/bash
      # Runs the sweep, \(request.tasks) shards. Each task runs the rows of its shard that are still
      # missing, so a task that was stopped, killed or requeued goes on where it was.
      #SBATCH --job-name=\(Self.name(sweep.manifest.name))
      #SBATCH --array=1-\(request.tasks)\(throttle)
      #SBATCH --cpus-per-task=\(request.cpus)
      \(resources)#SBATCH --requeue
      #SBATCH --open-mode=append
      #SBATCH --output=\(log("shard-%a"))
      # A minute before the time limit the task stops cleanly and queues again.
      #SBATCH --signal=B:USR1@\(Self.notice)

      \(command) run \(Self.quoted(folder)) \\
        --shard "$SLURM_ARRAY_TASK_ID/\(request.tasks)" --threads \(request.cpus) --progress none &
      run=$!
      limit=no
      trap 'limit=yes; kill -TERM $run' USR1
      trap 'kill -TERM $run' TERM
      wait $run
      status=$?
      # A signal ends "wait" before the program ends.
      while kill -0 $run 2>/dev/null; do wait $run; status=$?; done
      if [ $limit = yes ] && [ $status -eq 75 ]; then scontrol requeue "$SLURM_JOB_ID"; fi
      exit $status

      """
  }

  /// `merge.sh`: runs when all shards have ended well.
  var merge: String {
    """
    #!/bin/bash
    # Checks that nothing is missing and writes results.csv.
    #SBATCH --job-name=\(Self.name(sweep.manifest.name))-merge
    #SBATCH --cpus-per-task=1
    \(resources)#SBATCH --requeue
    #SBATCH --open-mode=append
    #SBATCH --output=\(log("merge"))

    exec \(command) merge \(Self.quoted(folder))

    """
  }

  private var command: String { "\(Self.quoted(request.program)) sweep" }

  private var resources: String {
    let lines =
      [request.time.map { "--time=\($0)" }, request.memory.map { "--mem=\($0)" }]
      .compactMap(\.self) + request.options
    return lines.map { "#SBATCH \($0)\n" }.joined()
  }

  /// A name of a job without what Slurm could misread.
  private static func name(_ text: String) -> String {
    let safe = text.map { letter in
      letter.isASCII && (letter.isLetter || letter.isNumber || "-_.".contains(letter))
        ? letter : "-"
    }
    return String(safe)
  }

  /// A word as a shell reads it back.
  static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_=./:,+@%".contains($0))
    }
    return plain && !word.isEmpty ? word : "'\(word.replacing("'", with: #"'\''"#))'"
  }
}

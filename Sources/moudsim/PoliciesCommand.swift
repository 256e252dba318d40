import ArgumentParser
import Experiments

/// `moudsim policies`: the programmes that can be tried, with their evidence and cost.
struct PoliciesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policies",
    abstract: "List the shipped policies, or explain one in plain language.",
    discussion: """
      The grade is the best of what a policy does: A strong, B good, C moderate, D weak, N tested \
      without effect, X assumption. A policy of your own is a file of the same form.

      EXAMPLE:
        moudsim policies
        moudsim policies contingency-management
        moudsim policies ./my-policy.yaml
      """)

  @Argument(
    help: "A shipped policy, or a policy file, to explain.",
    completion: .file(extensions: ["yaml"]))
  var policy: String?

  @Flag(help: "Print all policies as a document in Markdown.")
  var markdown = false

  func validate() throws {
    if markdown, policy != nil {
      throw ValidationError("--markdown prints all policies. Leave the name out.")
    }
  }

  func run() throws {
    let document = PolicyDocument()
    if let policy {
      return try Terminal.result(document.explanation(of: try PolicyReader.read(policy)))
    }
    try Terminal.result(markdown ? document.markdown : document.listing)
  }
}

internal import TreatmentModel

/// The outcomes of a what-if run as a table, with the columns and the numbers of `outcomes.csv`.
extension WhatIfResult {
  /// Both arms, all communities together, by stratum: the rows of `outcomes.csv` of which `community`
  /// is `all`.
  public var outcomesCSV: [UInt8] {
    let strata = StratumNames.all(of: scenario.model.layout)
    var bytes = Array((OutputTable.outcomes.columnNames.joined(separator: ",") + "\n").utf8)
    var arms = [(Scenario.base, today)]
    if setting.changesAnything { arms.append((WhatIfSetting.plan, plan)) }
    for (strategy, replications) in arms {
      for (index, numbers) in replications.enumerated() {
        for (group, stratum) in strata.enumerated() {
          var lead: [UInt8] = []
          let fields: [CSVField] = [
            .text(strategy), .integer(0), .integer(index + 1), .text(CommunityNames.all),
            .text(stratum),
          ]
          for field in fields {
            CSVFile.append(field, to: &lead)
            lead.append(UInt8(ascii: ","))
          }
          for (column, metric) in Metrics.all.enumerated()
          where group == 0 || metric.isByStratum {
            let value = numbers.metrics[group][column]
            bytes += lead
            CSVFile.append(.text(metric.name), to: &bytes)
            bytes.append(UInt8(ascii: ","))
            CSVFile.append(.number(value.isNaN ? nil : value), to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
          }
        }
      }
    }
    return bytes
  }
}

internal import DiscreteEvents
internal import Foundation

/// Tolerance, and the dates at which modifiers change by the mere passing of time.
extension Simulation {
  /// Tolerance that is closer to its goal than this has reached it (a numerical constant).
  private static let settledGap: Float = 0.02

  /// Where tolerance is heading: that of regular use, that of agonist treatment, or none.
  private mutating func toleranceGoal(_ p: UnsafeMutablePointer<Patient>) -> Float {
    if p.pointee.use == .regular { return 1 }
    return p.pointee.medication.isAgonist ? rates.pointee.toleranceOnAgonist : 0
  }

  private mutating func toleranceTime(_ gap: Float) -> Float {
    gap < 0 ? rates.pointee.toleranceGainDays : rates.pointee.toleranceLossDays
  }

  /// Brings tolerance up to now: exponential approach to its goal.
  mutating func settleTolerance(_ p: UnsafeMutablePointer<Patient>) {
    let goal = toleranceGoal(p)
    let gap = p.pointee.tolerance - goal
    let elapsed = Float(now) - p.pointee.toleranceAt
    p.pointee.toleranceAt = Float(now)
    guard gap != 0 && elapsed > 0 else { return }
    let left = gap * exp(-elapsed / toleranceTime(gap))
    p.pointee.tolerance = abs(left) < Self.settledGap ? goal : goal + left
  }

  /// One regular step, without the exponential of `settleTolerance`.
  private mutating func takeToleranceStep(
    _ p: UnsafeMutablePointer<Patient>, toward goal: Float
  ) {
    let gap = p.pointee.tolerance - goal
    let half = gap < 0 ? rates.pointee.toleranceHalfGain : rates.pointee.toleranceHalfLoss
    let left = gap * half * half
    p.pointee.tolerance = abs(left) < Self.settledGap ? goal : goal + left
    p.pointee.toleranceAt += Float(rates.pointee.toleranceStepDays)
  }

  /// The overdose ratio for the tolerance half a step ahead: that of the step's middle.
  mutating func updateToleranceFactor(_ p: UnsafeMutablePointer<Patient>) {
    let goal = toleranceGoal(p)
    let gap = p.pointee.tolerance - goal
    guard gap != 0 else {
      p.pointee.toleranceFactor =
        goal == 1 ? 1 : goal == 0 ? rates.pointee.overdoseAtNone : rates.pointee.overdoseOnAgonist
      return
    }
    let tolerance =
      goal + gap * (gap < 0 ? rates.pointee.toleranceHalfGain : rates.pointee.toleranceHalfLoss)
    p.pointee.toleranceFactor = exp(rates.pointee.logOverdoseWithoutTolerance * (1 - tolerance))
  }

  /// Handles what time alone has changed and sets the next date at which it will change something.
  @inline(__always)
  mutating func review(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    var next = Double.infinity
    let goal = toleranceGoal(p)
    if p.pointee.tolerance != goal {
      if Double(p.pointee.toleranceAt) + rates.pointee.toleranceStepDays <= now {
        takeToleranceStep(p, toward: goal)
        updateToleranceFactor(p)
      }
      if p.pointee.tolerance != goal {
        next = Double(p.pointee.toleranceAt) + rates.pointee.toleranceStepDays
      }
    }
    if p.pointee.use == .abstinent && !p.pointee.flags.contains(.stableRecovery) {
      let day = p.pointee.useSince + rates.pointee.stableDays
      if day <= now {
        p.pointee.flags.insert(.stableRecovery)
        note(.stableRecovery, p, id)
      } else {
        next = min(next, day)
      }
    }
    if p.pointee.medication != .none {
      let day = Double(p.pointee.windowSince) + rates.pointee.earlyDays
      if day > now { next = min(next, day) }
    } else if p.pointee.care == .outOfCare && p.pointee.use != .abstinent {
      let recent = Double(p.pointee.lastOverdose) + rates.pointee.recentOverdoseDays
      if recent > now { next = min(next, recent) }
      let long = p.pointee.careOrigin + rates.pointee.longOutDays
      if long > now && !p.pointee.flags.contains(.leftTreatment) { next = min(next, long) }
    }
    if p.pointee.attached != 0 {
      if Double(p.pointee.attachmentDue) <= now { reviewAttachments(p, id) }
      next = min(next, Double(p.pointee.attachmentDue))
    }
    p.pointee.review = next
  }
}

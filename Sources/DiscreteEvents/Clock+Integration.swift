extension Clock {
  /// Starts or resumes a suspended clock at the date `now` (days) with a factor on its hazard.
  ///
  /// With multiplier 0 it runs but never fires, and keeps what is left of its threshold.
  @inlinable @inline(__always) public mutating func resume(
    _ shape: some CumulativeHazard, origin: Double, at now: Double, multiplier: Double
  ) {
    precondition(state == Self.suspended, "only a suspended clock is resumed")
    place(residual: value, shape, origin: origin, at: now, Self.checked(multiplier))
  }

  /// Changes the factor on the hazard at the date `now` (days), keeping the threshold.
  ///
  /// Nothing is computed if the multiplier is the same or the clock is not running.
  @inlinable @inline(__always) public mutating func changeMultiplier(
    to multiplier: Double, _ shape: some CumulativeHazard, origin: Double, at now: Double
  ) {
    let new = Self.checked(multiplier)
    guard isRunning && new != storedMultiplier else { return }
    if state == Self.running {
      guard value > now else {
        storedMultiplier = new
        return
      }
      if new > 0 {
        let end = shape.rescaled(
          from: now - origin, to: value - origin, by: Double(storedMultiplier) / Double(new))
        if end < .infinity {
          value = max(now, origin + end)
          storedMultiplier = new
          return
        }
      }
    }
    place(residual: residual(shape, origin: origin, at: now), shape, origin: origin, at: now, new)
  }

  /// Stops integrating at the date `now` (days) and keeps what is left of the threshold.
  @inlinable @inline(__always) public mutating func suspend(
    _ shape: some CumulativeHazard, origin: Double, at now: Double
  ) {
    precondition(isRunning, "only a running clock is suspended")
    value = residual(shape, origin: origin, at: now)
    state = Self.suspended
  }

  /// What is left of the threshold at the date `now` (days), in units of cumulative hazard, >= 0.
  @inlinable public func residual(
    _ shape: some CumulativeHazard, origin: Double, at now: Double
  ) -> Double {
    precondition(isArmed, "an unarmed clock has no threshold")
    if state == Self.running {
      guard value > now else { return 0 }
      return Double(storedMultiplier) * shape.increment(from: now - origin, to: value - origin)
    }
    if state == Self.unreachable {
      return max(0, Double(storedMultiplier) * (value - shape.cumulative(now - origin)))
    }
    return value
  }

  @inlinable @inline(__always) mutating func place(
    residual: Double, _ shape: some CumulativeHazard, origin: Double, at now: Double,
    _ multiplier: Float
  ) {
    storedMultiplier = multiplier
    guard multiplier > 0 else {
      value = residual
      state = Self.blocked
      return
    }
    let needed = residual / Double(multiplier)
    let elapsed = now - origin
    let end = shape.elapsed(after: elapsed, adding: needed)
    if end < .infinity {
      value = max(now, origin + end)
      state = Self.running
    } else {
      value = shape.cumulative(elapsed) + needed
      state = Self.unreachable
    }
  }

  @inlinable @inline(__always) static func checked(_ multiplier: Double) -> Float {
    let rounded = Float(multiplier)
    precondition(rounded >= 0 && rounded < .infinity, "hazard multiplier \(multiplier)")
    return rounded
  }
}

/// A constant hazard has no memory, so its clocks need no origin.
extension Clock {
  /// Starts or resumes a suspended clock with a constant hazard.
  @inlinable @inline(__always) public mutating func resume(
    _ shape: ConstantHazard, at now: Double, multiplier: Double
  ) {
    resume(shape, origin: now, at: now, multiplier: multiplier)
  }

  /// Changes the factor on a constant hazard, keeping the threshold.
  @inlinable @inline(__always) public mutating func changeMultiplier(
    to multiplier: Double, _ shape: ConstantHazard, at now: Double
  ) {
    changeMultiplier(to: multiplier, shape, origin: now, at: now)
  }

  /// Suspends a clock with a constant hazard.
  @inlinable @inline(__always) public mutating func suspend(_ shape: ConstantHazard, at now: Double)
  {
    suspend(shape, origin: now, at: now)
  }
}

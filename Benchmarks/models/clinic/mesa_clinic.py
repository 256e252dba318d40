"""The reference clinic in Mesa.

    steps     an agent for each patient, daily steps
    events    the same agents in Mesa's discrete-event simulator (mesa.experimental.devs)
"""

import math
import sys
from collections import deque
from random import random

import mesa
from mesa.experimental.devs import DEVSimulator

from model import (FATALITY, INDUCTION, INDUCTION_FAILURE, HORIZON, OUT, POST, PROTECTED, RELAPSED,
                   USING, YEAR, Counts, arguments, exponential, retention)

WAIT, AWAY, INDUCE, TREAT, LEFT, RELAPSE, DEAD = range(7)
MEAN = (USING, USING, PROTECTED, PROTECTED, PROTECTED, USING)
DAILY = tuple(1 - math.exp(-1 / mean) for mean in MEAN)


class Patient(mesa.Agent):
    """A patient; 'end' is when the state ends by itself."""

    def __init__(self, model, date):
        super().__init__(model)
        self.state, self.end, self.since, self.spell, self.pending = AWAY, date, 0.0, 0, None
        model.counts["arrivals"] += 1
        self.seek()

    def enter(self, state, days):
        self.state = state
        self.end += days
        self.model.entered(self)

    def seek(self):
        model = self.model
        if model.counts.occupied < model.options.places and not model.counts.queue:
            return self.admit()
        model.counts["waits"] += 1
        model.counts.change_queue(model.today, 1)
        self.since = self.end
        self.spell += 1
        model.line.append((self, self.spell))
        self.enter(WAIT, exponential(model.options.patience))

    def admit(self):
        counts = self.model.counts
        counts.change_places(self.model.today, 1)
        counts["admissions"] += 1
        self.enter(INDUCE, INDUCTION)

    def leave_treatment(self, why):
        counts = self.model.counts
        counts[why] += 1
        counts.change_places(self.model.today, -1)
        self.enter(LEFT, exponential(POST))
        self.model.place_freed()

    def run_overdose(self):
        """Whether it was survived."""
        counts, state = self.model.counts, self.state
        counts["ods"] += 1
        if random() >= FATALITY:
            return True
        counts["deaths"] += 1
        self.state = DEAD
        if state == WAIT:
            counts.change_queue(self.model.today, -1)
        elif state in (INDUCE, TREAT):
            counts.change_places(self.model.today, -1)
            self.model.place_freed()
        self.remove()
        return False

    def run_end(self):
        counts, state = self.model.counts, self.state
        if state == WAIT:
            counts.change_queue(self.model.today, -1)
            counts["reneges"] += 1
            self.enter(AWAY, exponential(OUT))
        elif state == AWAY:
            counts["reseeks"] += 1
            self.seek()
        elif state == INDUCE:
            if random() < INDUCTION_FAILURE:
                self.leave_treatment("ind_fail")
            else:
                counts["ind_ok"] += 1
                self.enter(TREAT, retention())
        elif state == TREAT:
            self.leave_treatment("dropouts")
        elif state == LEFT:
            counts["relapses"] += 1
            self.enter(RELAPSE, exponential(RELAPSED))
        else:
            counts["reentries"] += 1
            self.seek()

    def step(self):
        """One day: an overdose, or the end of the state if it has passed."""
        if random() < DAILY[self.state] and not self.run_overdose():
            return
        if self.end <= self.model.today:
            self.run_end()

    def run_event(self):
        """The patient's next event of the discrete-event simulator."""
        self.model.today = self.model.simulator.time
        if self.overdose < self.end:
            if self.run_overdose():
                self.model.entered(self)
        else:
            self.run_end()


class Clinic(mesa.Model):
    """Places, the waiting list (some of whom have left it) and arrivals."""

    def __init__(self, options):
        super().__init__(seed=options.seed)
        self.options, self.counts, self.line, self.today = options, Counts(), deque(), 0.0

    def serve_next(self):
        """Admits the first who still waits."""
        while self.line:
            patient, spell = self.line.popleft()
            if patient.state == WAIT and patient.spell == spell:
                self.counts.admitted_from_list(self.today, patient.since)
                patient.end = self.today
                return patient.admit()


class StepClinic(Clinic):
    """Daily steps; places are given at the end of the day."""

    name = "Mesa, daily steps"

    def entered(self, patient):
        """Nothing is scheduled."""

    def place_freed(self):
        """Nobody is called before the day ends."""

    def step(self):
        self.today += 1
        self.agents.do("step")
        while self.counts.queue and self.counts.occupied < self.options.places:
            self.serve_next()
        while self.arrivals and self.arrivals[0] <= self.today:
            Patient(self, self.arrivals.popleft())

    def simulate(self):
        gap, date = YEAR / self.options.patients, 0.0
        self.arrivals = deque()
        for _ in range(self.options.patients):
            date += exponential(gap)
            self.arrivals.append(date)
        while self.today < HORIZON:
            self.step()


class EventClinic(Clinic):
    """The next event of each patient in the simulator's list."""

    name = "Mesa, events"

    def entered(self, patient):
        """Replaces the patient's event by the next overdose or the end of the state."""
        if patient.pending is not None:
            self.simulator.cancel_event(patient.pending)
        patient.overdose = self.today + exponential(MEAN[patient.state])
        date = min(patient.overdose, patient.end)
        patient.pending = self.simulator.schedule_event_absolute(patient.run_event, date)

    def place_freed(self):
        self.serve_next()

    def arrive(self):
        self.today = self.simulator.time
        Patient(self, self.today)
        if self.counts["arrivals"] < self.options.patients:
            gap = exponential(YEAR / self.options.patients)
            self.simulator.schedule_event_relative(self.arrive, gap)

    def simulate(self):
        self.simulator = DEVSimulator()
        self.simulator.setup(self)
        self.simulator.schedule_event_absolute(
            self.arrive, exponential(YEAR / self.options.patients))
        self.simulator.run_until(HORIZON)


def main():
    variant = {"steps": StepClinic, "events": EventClinic}[sys.argv.pop(1)]
    options = arguments()
    clinic = variant(options)
    clinic.simulate()
    clinic.counts.report(variant.name, options)


main()

"""The reference clinic in salabim: a component for each patient, generators, no monitors.

    resource    places are a salabim.Resource
    list        places are a number and the waiting list a deque

salabim searches its whole event list to cancel an event. So who waits in the deque has no event: patience
is another component's, which looks in the end whether its patient still waits.
"""

import sys
from collections import deque
from random import random

import salabim

from model import (FATALITY, INDUCTION, INDUCTION_FAILURE, HORIZON, OUT, POST, PROTECTED, RELAPSED,
                   USING, YEAR, Counts, arguments, exponential, retention)

salabim.yieldless(False)


class Patient(salabim.Component):
    """A patient's life."""

    def setup(self, clinic):
        self.clinic, self.counts = clinic, clinic.counts
        self.overdoses, self.waits = [], False

    def stay(self, days, mean):
        """Stays in a state; false if a fatal overdose ended it."""
        env = self.env
        end = env.now() + days
        while True:
            overdose = env.now() + exponential(mean)
            if overdose >= end:
                yield self.hold(end - env.now())
                return True
            yield self.hold(overdose - env.now())
            self.counts["ods"] += 1
            if random() < FATALITY:
                self.counts["deaths"] += 1
                return False

    def wait(self):
        """Patience and overdoses are drawn first, so that one delay is enough."""
        env, counts, overdoses = self.env, self.counts, self.overdoses
        counts["waits"] += 1
        counts.change_queue(env.now(), 1)
        since, limit = env.now(), exponential(self.clinic.options.patience)
        alive, day = True, exponential(USING)
        overdoses.clear()
        while day < limit and alive:
            overdoses.append(since + day)
            if random() < FATALITY:
                alive, limit = False, day
            day += exponential(USING)
        self.waits = True
        served = yield from self.clinic.queue_up(self, limit)
        self.waits = False
        if served:
            counts["ods"] += sum(date < env.now() for date in overdoses)
            counts.admitted_from_list(env.now(), since)
            return True
        counts["ods"] += len(overdoses)
        counts["deaths"] += not alive
        counts.change_queue(env.now(), -1)
        return None if alive else False

    def treat(self):
        """Induction and treatment in a place."""
        counts = self.counts
        counts.change_places(self.env.now(), 1)
        counts["admissions"] += 1
        alive = yield from self.stay(INDUCTION, PROTECTED)
        if alive and random() < INDUCTION_FAILURE:
            counts["ind_fail"] += 1
        elif alive:
            counts["ind_ok"] += 1
            alive = yield from self.stay(retention(), PROTECTED)
            counts["dropouts"] += alive
        counts.change_places(self.env.now(), -1)
        self.clinic.give_back(self)
        return alive

    def process(self):
        counts = self.counts
        counts["arrivals"] += 1
        while True:
            served = True
            if counts.occupied < self.clinic.options.places:
                yield from self.clinic.take(self)
            else:
                served = yield from self.wait()
            if served is None:
                counts["reneges"] += 1
                if not (yield from self.stay(exponential(OUT), USING)):
                    return
                counts["reseeks"] += 1
                continue
            if not served or not (yield from self.treat()):
                return
            if not (yield from self.stay(exponential(POST), PROTECTED)):
                return
            counts["relapses"] += 1
            if not (yield from self.stay(exponential(RELAPSED), USING)):
                return
            counts["reentries"] += 1


class ResourceClinic:
    """Places as a Resource."""

    name = "salabim, Resource"

    def __init__(self, options, env):
        self.options, self.counts, self.patients = options, Counts(), []
        self.places = salabim.Resource("clinic", capacity=options.places, monitor=False, env=env)

    def take(self, patient):
        yield patient.request(self.places)

    def queue_up(self, patient, limit):
        """Whether the patient was served."""
        yield patient.request(self.places, fail_delay=limit)
        return not patient.failed()

    def give_back(self, patient):
        patient.release(self.places)


class Timer(salabim.Component):
    """The patience of one wait; used again for another when it is over."""

    def setup(self, clinic):
        self.clinic = clinic

    def process(self):
        while True:
            yield self.hold(self.limit)
            patient = self.patient
            if patient.waits and patient.waiting_since == self.since:
                patient.waits = patient.served = False
                patient.activate()
            self.clinic.timers.append(self)
            yield self.passivate()


class ListClinic:
    """Places as a number; a deque of patients, of whom some have left already."""

    name = "salabim, own list"

    def __init__(self, options, env):
        self.options, self.counts, self.patients = options, Counts(), []
        self.line, self.timers, self.env = deque(), [], env

    def take(self, patient):
        return iter(())

    def queue_up(self, patient, limit):
        """Whether the patient was served."""
        patient.waiting_since = self.env.now()
        self.line.append(patient)
        is_new = not self.timers
        timer = (Timer(name="timer", clinic=self, suppress_trace=True) if is_new
                 else self.timers.pop())
        timer.patient, timer.since, timer.limit = patient, patient.waiting_since, limit
        if not is_new:
            timer.activate()
        yield patient.passivate()
        return patient.served

    def give_back(self, patient):
        while self.line:
            following = self.line.popleft()
            if following.waits:
                following.waits, following.served = False, True
                following.activate()
                return


class Source(salabim.Component):
    """Poisson arrivals."""

    def setup(self, clinic):
        self.clinic = clinic

    def process(self):
        patients = self.clinic.options.patients
        for _ in range(patients):
            yield self.hold(exponential(YEAR / patients))
            self.clinic.patients.append(
                Patient(name="patient", clinic=self.clinic, suppress_trace=True))


def main():
    variant = {"resource": ResourceClinic, "list": ListClinic}[sys.argv.pop(1)]
    options = arguments()
    # Environment() seeds the generator of the module random.
    env = salabim.Environment(trace=False, random_seed=options.seed)
    salabim.Component.default_monitor = False
    clinic = variant(options, env)
    Source(clinic=clinic)
    env.run(till=HORIZON)
    # Overdoses of those who still wait.
    clinic.counts["ods"] += sum(date < HORIZON for patient in clinic.patients if patient.waits
                                for date in patient.overdoses)
    clinic.counts.report(variant.name, options)


main()

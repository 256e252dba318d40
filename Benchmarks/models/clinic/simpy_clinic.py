"""The reference clinic in SimPy: a process for each patient.

    resource    places are a simpy.Resource, as tutorials do; its release searches all its users
    container   places are a simpy.Container: the same trajectory without that search
    list        places are a number and the waiting list a deque; who is served is interrupted
"""

import sys
from collections import deque
from random import random

import simpy

from model import (FATALITY, INDUCTION, INDUCTION_FAILURE, HORIZON, OUT, POST, PROTECTED, RELAPSED,
                   USING, YEAR, Counts, arguments, exponential, retention)


class Clinic:
    """What the three variants share: patients in a place, out, left and relapsed."""

    name = ""

    def __init__(self, options):
        self.options, self.counts, self.env = options, Counts(), simpy.Environment()
        self.env.process(self.source())

    def source(self):
        gap = YEAR / self.options.patients
        for _ in range(self.options.patients):
            yield self.env.timeout(exponential(gap))
            Patient(self)

    def stay(self, days, mean):
        """Stays in a state; false if a fatal overdose ended it."""
        env, counts = self.env, self.counts
        end = env.now + days
        while True:
            overdose = env.now + exponential(mean)
            if overdose >= end:
                yield env.timeout(end - env.now)
                return True
            yield env.timeout(overdose - env.now)
            counts["ods"] += 1
            if random() < FATALITY:
                counts["deaths"] += 1
                return False

    def finish(self):
        """What is left to count at the horizon: nothing."""

    def treat(self):
        """Induction and treatment in a place."""
        counts = self.counts
        counts.change_places(self.env.now, 1)
        counts["admissions"] += 1
        alive = yield from self.stay(INDUCTION, PROTECTED)
        if alive and random() < INDUCTION_FAILURE:
            counts["ind_fail"] += 1
        elif alive:
            counts["ind_ok"] += 1
            alive = yield from self.stay(retention(), PROTECTED)
            counts["dropouts"] += alive
        counts.change_places(self.env.now, -1)
        return alive

    def wait_beside(self, request):
        """Waits for a request of SimPy's, patience or an overdose; false after a fatal one."""
        env, counts = self.env, self.counts
        counts["waits"] += 1
        counts.change_queue(env.now, 1)
        since, end, alive = env.now, env.now + exponential(self.options.patience), True
        while True:
            stop = min(end, env.now + exponential(USING))
            yield request | env.timeout(stop - env.now)
            if request.triggered:
                counts.admitted_from_list(env.now, since)
                return True
            if stop != end:
                counts["ods"] += 1
                alive = random() >= FATALITY
                counts["deaths"] += not alive
            if stop == end or not alive:
                request.cancel()
                counts.change_queue(env.now, -1)
                return alive


class ResourceClinic(Clinic):
    """Places as a Resource."""

    name = "SimPy, Resource"

    def __init__(self, options):
        super().__init__(options)
        self.places = simpy.Resource(self.env, capacity=options.places)

    def visit(self, patient):
        """True: treated; None: gave up; false: died."""
        request = self.places.request()
        if not request.triggered and not (yield from self.wait_beside(request)):
            return False
        if not request.triggered:
            return None
        alive = yield from self.treat()
        self.places.release(request)
        return alive


class ContainerClinic(Clinic):
    """Places as a Container."""

    name = "SimPy, Container"

    def __init__(self, options):
        super().__init__(options)
        self.places = simpy.Container(self.env, options.places, init=options.places)

    def visit(self, patient):
        """True: treated; None: gave up; false: died."""
        request = self.places.get(1)
        if not request.triggered and not (yield from self.wait_beside(request)):
            return False
        if not request.triggered:
            return None
        alive = yield from self.treat()
        self.places.put(1)
        return alive


class ListClinic(Clinic):
    """Places as a number; a deque of patients, of whom some have left already."""

    name = "SimPy, own list"

    def __init__(self, options):
        super().__init__(options)
        self.line = deque()

    def wait(self, patient):
        """Patience and overdoses are drawn first, so that one timeout is enough."""
        env, counts = self.env, self.counts
        counts["waits"] += 1
        counts.change_queue(env.now, 1)
        since, limit = env.now, exponential(self.options.patience)
        overdoses, alive, day = patient.overdoses, True, exponential(USING)
        overdoses.clear()
        while day < limit and alive:
            overdoses.append(since + day)
            if random() < FATALITY:
                alive, limit = False, day
            day += exponential(USING)
        patient.waits = True
        self.line.append(patient)
        try:
            yield env.timeout(limit)
        except simpy.Interrupt:
            counts["ods"] += sum(date < env.now for date in overdoses)
            counts.admitted_from_list(env.now, since)
            return True
        patient.waits = False
        counts["ods"] += len(overdoses)
        counts["deaths"] += not alive
        counts.change_queue(env.now, -1)
        return None if alive else False

    def visit(self, patient):
        """True: treated; None: gave up; false: died."""
        if self.counts.occupied >= self.options.places:
            served = yield from self.wait(patient)
            if not served:
                return served
        alive = yield from self.treat()
        while self.line:
            following = self.line.popleft()
            if following.waits:
                following.waits = False
                following.process.interrupt()
                break
        return alive

    def finish(self):
        """Overdoses of those who still wait."""
        self.counts["ods"] += sum(date < HORIZON for patient in self.line if patient.waits
                                  for date in patient.overdoses)


class Patient:
    """A patient's life."""

    __slots__ = ("process", "waits", "overdoses")

    def __init__(self, clinic):
        self.waits = False
        self.overdoses = []
        self.process = clinic.env.process(self.live(clinic))

    def live(self, clinic):
        counts, stay = clinic.counts, clinic.stay
        counts["arrivals"] += 1
        while True:
            treated = yield from clinic.visit(self)
            if treated is None:
                counts["reneges"] += 1
                if not (yield from stay(exponential(OUT), USING)):
                    return
                counts["reseeks"] += 1
                continue
            if not treated or not (yield from stay(exponential(POST), PROTECTED)):
                return
            counts["relapses"] += 1
            if not (yield from stay(exponential(RELAPSED), USING)):
                return
            counts["reentries"] += 1


def main():
    variants = {"resource": ResourceClinic, "container": ContainerClinic, "list": ListClinic}
    variant = variants[sys.argv.pop(1)]
    options = arguments()
    clinic = variant(options)
    clinic.env.run(until=HORIZON)
    clinic.finish()
    clinic.counts.report(variant.name, options)


main()

"""The reference clinic's parameters, counts and report, shared by the Python programs.

The model is that of ../../ref_clinic.c, in days; a year is 365. Every program takes

    N  seed  places-per-patient  [--patience mean]

and prints one line of JSON. 'cpu' is the processor time to build the model and to run it; imports
are over when the arguments are read. The cycle collector is off, which all of them gain from.
"""

import argparse
import gc
import json
import math
import random
import resource
import time

YEAR = 365.0
HORIZON = 5 * YEAR
# Mean days to an overdose: while using (waiting, out, relapsed), and else.
USING, PROTECTED = YEAR / 0.25, YEAR / 0.05
OUT, INDUCTION, POST, RELAPSED = 180.0, 7.0, 60.0, 200.0
INDUCTION_FAILURE, FATALITY = 0.1, 0.1
RETENTION_SHAPE, RETENTION_SCALE = 0.7, 300.0
EVENTS = ("arrivals waits admissions reneges reseeks ind_ok ind_fail dropouts relapses reentries "
          "ods").split()


def exponential(mean):
    """An exponential time."""
    return -mean * math.log(1.0 - random.random())


def retention():
    """Days in treatment."""
    return RETENTION_SCALE * (-math.log(1.0 - random.random())) ** (1 / RETENTION_SHAPE)


def arguments():
    """What is asked for; the clock of processor time starts here."""
    parser = argparse.ArgumentParser()
    parser.add_argument("patients", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("share", type=float)
    parser.add_argument("--patience", type=float, default=90.0)
    options = parser.parse_args()
    options.places = math.floor(options.share * options.patients + 0.5)
    gc.disable()
    random.seed(options.seed)
    options.started = time.process_time()
    return options


class Counts(dict):
    """Events by name, and time integrals of places in use and of the list's length."""

    def __init__(self):
        super().__init__(dict.fromkeys(EVENTS, 0), deaths=0)
        self.last = 0.0
        self.occupied = self.queue = 0
        self.occupied_days = self.later_days = self.queue_days = 0.0
        self.waited_days, self.waited = 0.0, 0

    def observe(self, now):
        """Adds up the time since the last change."""
        days = now - self.last
        self.occupied_days += self.occupied * days
        self.queue_days += self.queue * days
        if now > YEAR:
            self.later_days += self.occupied * (now - max(self.last, YEAR))
        self.last = now

    def change_places(self, now, by):
        """Places in use change."""
        self.observe(now)
        self.occupied += by

    def change_queue(self, now, by):
        """The list's length changes."""
        self.observe(now)
        self.queue += by

    def admitted_from_list(self, now, since):
        """Somebody leaves the list for a place."""
        self.change_queue(now, -1)
        self.waited_days += now - since
        self.waited += 1

    def report(self, engine, options):
        """Prints everything as one line of JSON."""
        cpu = time.process_time() - options.started
        self.observe(HORIZON)
        print(json.dumps({
            "engine": engine, "N": options.patients, "seed": options.seed, **self,
            "mean_occ": self.occupied_days / HORIZON,
            "mean_occ_y1on": self.later_days / (HORIZON - YEAR),
            "mean_queue": self.queue_days / HORIZON,
            "mean_wait_waited": self.waited_days / self.waited if self.waited else 0,
            # A fatal overdose is one event.
            "events": sum(self[name] for name in EVENTS), "cpu": cpu,
            "maxrss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }))

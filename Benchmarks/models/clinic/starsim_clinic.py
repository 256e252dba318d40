"""The reference clinic in Starsim: one module, all patients at once, daily steps.

Overdoses are drawn by day, a state ends at the first step after its time, and places are given in the
order of joining the list. A step covers the day that ends at 'now'.
"""

import os

os.environ.setdefault("STARSIM_INSTALL_FONTS", "0")

import numpy as np
import starsim as ss

from model import (FATALITY, HORIZON, INDUCTION, INDUCTION_FAILURE, OUT, POST, PROTECTED, RELAPSED,
                   RETENTION_SCALE, RETENTION_SHAPE, USING, YEAR, Counts, arguments)

ABSENT, WAIT, AWAY, INDUCE, TREAT, LEFT, RELAPSE, DEAD = range(8)
# Daily probability of an overdose by state.
DAILY = np.array([0.0] + [1 - np.exp(-1 / mean) for mean in
                          (USING, USING, PROTECTED, PROTECTED, PROTECTED, USING)] + [0.0])


class Clinic(ss.Module):
    """States by patient; the end of a state is a day."""

    def __init__(self, options, **words):
        super().__init__(**words)
        self.options, self.counts, self.ticket_number = options, Counts(), 0
        self.define_states(ss.FloatArr("state", default=ABSENT), ss.FloatArr("end", default=np.inf),
                           ss.FloatArr("ticket", default=np.inf), ss.FloatArr("since", default=0.0))
        self.overdose, self.fatal, self.failure = (
            ss.random(name=name) for name in ("overdose", "fatal", "failure"))
        self.patience, self.out, self.post, self.relapsed = (
            ss.expon(scale=mean, name=name) for name, mean in
            (("patience", options.patience), ("out", OUT), ("post", POST), ("relapsed", RELAPSED)))
        self.retention = ss.weibull(c=RETENTION_SHAPE, scale=RETENTION_SCALE, name="retention")

    def init_post(self):
        super().init_post()
        gaps = np.random.default_rng(self.options.seed).exponential(
            YEAR / self.options.patients, self.options.patients)
        self.end[self.sim.people.auids] = np.cumsum(gaps)

    def enter(self, patients, state, days):
        self.state[patients] = state
        self.end[patients] = self.end[patients] + days

    def admit(self, patients):
        self.counts["admissions"] += len(patients)
        self.counts.occupied += len(patients)
        self.enter(patients, INDUCE, INDUCTION)

    def free_places(self):
        return max(0, self.options.places - self.counts.occupied)

    def seek(self, patients):
        """In the order of asking: the free places, then the list."""
        counts = self.counts
        patients = ss.uids(patients[np.argsort(self.end[patients])])
        free = 0 if counts.queue else self.free_places()
        self.admit(patients[:free])
        others = patients[free:]
        if len(others):
            counts["waits"] += len(others)
            counts.queue += len(others)
            self.ticket[others] = self.ticket_number + np.arange(len(others))
            self.ticket_number += len(others)
            self.since[others] = self.end[others]
            self.enter(others, WAIT, self.patience.rvs(others))

    def run_overdoses(self):
        counts, people = self.counts, self.sim.people
        alive = people.auids
        struck = alive[self.overdose.rvs(alive) < DAILY[self.state[alive].astype(int)]]
        counts["ods"] += len(struck)
        if not len(struck):
            return
        dead = struck[self.fatal.rvs(struck) < FATALITY]
        if len(dead):
            former = self.state[dead]
            counts["deaths"] += len(dead)
            counts.occupied -= int(np.isin(former, (INDUCE, TREAT)).sum())
            counts.queue -= int((former == WAIT).sum())
            self.state[dead], self.end[dead] = DEAD, np.inf
            people.request_death(dead)

    def run_ends(self, due):
        """States that have ended; returns who seeks a place."""
        counts, former = self.counts, self.state[due]
        group = {state: due[former == state] for state in range(DEAD)}
        if len(group[WAIT]):
            counts["reneges"] += len(group[WAIT])
            counts.queue -= len(group[WAIT])
            self.enter(group[WAIT], AWAY, self.out.rvs(group[WAIT]))
        leaving = group[TREAT]
        counts["dropouts"] += len(leaving)
        if len(group[INDUCE]):
            fails = self.failure.rvs(group[INDUCE]) < INDUCTION_FAILURE
            induced, failed = group[INDUCE][~fails], group[INDUCE][fails]
            counts["ind_fail"] += len(failed)
            counts["ind_ok"] += len(induced)
            if len(induced):
                self.enter(induced, TREAT, self.retention.rvs(induced))
            leaving = ss.uids.cat([leaving, failed])
        if len(leaving):
            counts.occupied -= len(leaving)
            self.enter(leaving, LEFT, self.post.rvs(leaving))
        if len(group[LEFT]):
            self.enter(group[LEFT], RELAPSE, self.relapsed.rvs(group[LEFT]))
        for state, event in ((ABSENT, "arrivals"), (AWAY, "reseeks"), (LEFT, "relapses"),
                             (RELAPSE, "reentries")):
            counts[event] += len(group[state])
        return ss.uids.cat([group[ABSENT], group[AWAY], group[RELAPSE]])

    def serve_list(self, now):
        counts = self.counts
        free = min(self.free_places(), counts.queue)
        if free:
            waiting = (self.state == WAIT).uids
            served = waiting[np.argsort(self.ticket[waiting])][:free]
            counts.queue -= len(served)
            counts.waited_days += float((now - self.since[served]).sum())
            counts.waited += len(served)
            self.end[served] = now
            self.admit(served)

    def step(self):
        now = self.ti + 1.0
        self.run_overdoses()
        due = (self.end <= now).uids
        seekers = self.run_ends(due) if len(due) else due
        self.serve_list(now)
        if len(seekers):
            self.seek(seekers)
        # What holds at the end of the day counts for the whole day.
        counts = self.counts
        counts.occupied_days += counts.occupied
        counts.queue_days += counts.queue
        counts.later_days += counts.occupied if now > YEAR else 0
        counts.last = now


def main():
    options = arguments()
    simulation = ss.Sim(
        n_agents=options.patients, modules=[Clinic(options, name="clinic")],
        dur=ss.days(HORIZON - 1), dt=ss.days(1), rand_seed=options.seed, verbose=0)
    simulation.run()
    # Sim copies its modules.
    clinic = next(module for module in simulation.modules if module.name == "clinic")
    clinic.counts.report("Starsim, daily steps", options)


main()

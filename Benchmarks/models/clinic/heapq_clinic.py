"""The reference clinic in plain Python: one heap, no library."""

from collections import deque
from heapq import heappop, heappush
from random import random

from model import (FATALITY, HORIZON, INDUCTION, INDUCTION_FAILURE, OUT, POST, PROTECTED, RELAPSED,
                   USING, YEAR, Counts, arguments, exponential, retention)

WAIT, AWAY, INDUCE, TREAT, LEFT, RELAPSE, DEAD = range(7)
MEAN = (USING, USING, PROTECTED, PROTECTED, PROTECTED, USING)


class Clinic:
    """All patients; an entry of the heap is stale if its patient's version has moved on."""

    def __init__(self, options):
        patients = options.patients
        self.options, self.counts, self.now = options, Counts(), 0.0
        self.state, self.version = [AWAY] * patients, [0] * patients
        self.end, self.overdose, self.since = ([0.0] * patients for _ in range(3))
        self.heap, self.line = [], deque()

    def enter(self, i, state, days):
        now = self.now
        self.state[i] = state
        self.since[i] = now
        end = self.end[i] = now + days
        overdose = self.overdose[i] = now + exponential(MEAN[state])
        self.version[i] += 1
        heappush(self.heap, (end if end < overdose else overdose, i, self.version[i]))

    def admit(self, i):
        self.counts.change_places(self.now, 1)
        self.counts["admissions"] += 1
        self.enter(i, INDUCE, INDUCTION)

    def seek(self, i):
        if self.counts.occupied < self.options.places:
            return self.admit(i)
        self.counts["waits"] += 1
        self.counts.change_queue(self.now, 1)
        self.enter(i, WAIT, exponential(self.options.patience))
        self.line.append((i, self.version[i]))

    def release(self):
        self.counts.change_places(self.now, -1)
        while self.line:
            i, version = self.line.popleft()
            # Who has left the list meanwhile is still in it, with an older version.
            if version == self.version[i]:
                self.counts.admitted_from_list(self.now, self.since[i])
                return self.admit(i)

    def run_overdose(self, i):
        state, counts = self.state[i], self.counts
        counts["ods"] += 1
        if random() < FATALITY:
            counts["deaths"] += 1
            self.state[i] = DEAD
            self.version[i] += 1
            if state == WAIT:
                counts.change_queue(self.now, -1)
            elif state in (INDUCE, TREAT):
                self.release()
        else:
            overdose = self.overdose[i] = self.now + exponential(MEAN[state])
            heappush(self.heap, (min(self.end[i], overdose), i, self.version[i]))

    def leave_treatment(self, i, why):
        self.counts[why] += 1
        self.enter(i, LEFT, exponential(POST))
        self.release()

    def run_end(self, i):
        state, counts = self.state[i], self.counts
        if state == WAIT:
            counts.change_queue(self.now, -1)
            counts["reneges"] += 1
            self.enter(i, AWAY, exponential(OUT))
        elif state == AWAY:
            counts["reseeks"] += 1
            self.seek(i)
        elif state == INDUCE:
            if random() < INDUCTION_FAILURE:
                self.leave_treatment(i, "ind_fail")
            else:
                counts["ind_ok"] += 1
                self.enter(i, TREAT, retention())
        elif state == TREAT:
            self.leave_treatment(i, "dropouts")
        elif state == LEFT:
            counts["relapses"] += 1
            self.enter(i, RELAPSE, exponential(RELAPSED))
        else:
            counts["reentries"] += 1
            self.seek(i)

    def run(self):
        patients, heap = self.options.patients, self.heap
        gap, arrived = YEAR / patients, 0
        arrival = exponential(gap)
        while heap or arrived < patients:
            if arrived < patients and (not heap or arrival <= heap[0][0]):
                if arrival > HORIZON:
                    break
                self.now = arrival
                self.counts["arrivals"] += 1
                self.seek(arrived)
                arrived += 1
                arrival += exponential(gap)
                continue
            date, i, version = heappop(heap)
            if date > HORIZON:
                break
            if self.version[i] == version:
                self.now = date
                if self.overdose[i] < self.end[i]:
                    self.run_overdose(i)
                else:
                    self.run_end(i)


def main():
    options = arguments()
    clinic = Clinic(options)
    clinic.run()
    clinic.counts.report("heapq", options)


main()

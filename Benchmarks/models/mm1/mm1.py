"""What the M/M/1 programs share: arguments, and the line of JSON that they print.

Arrivals at rate 1, one server of rate 1.1, first come first served; waits of all whose service has
begun. 'events' are arrivals and ends of service. Arguments: when to stop, and a seed.
"""

import gc
import json
import random
import sys
import time

LAMBDA, MU = 1.0, 1.1


class Run:
    """Counts of one run; the clock of processor time starts when it is made."""

    def __init__(self):
        self.until, self.seed = float(sys.argv[1]), int(sys.argv[2])
        self.arrivals = self.served = self.ended = 0
        self.waited = 0.0
        random.seed(self.seed)
        gc.disable()
        self.started = time.process_time()

    def serve(self, wait):
        """Somebody's service begins."""
        self.served += 1
        self.waited += wait

    def report(self, engine):
        """Prints one line of JSON."""
        cpu = time.process_time() - self.started
        print(json.dumps({
            "engine": engine, "until": self.until, "seed": self.seed, "arrivals": self.arrivals,
            "served": self.served, "mean_wait": self.waited / self.served,
            "events": self.arrivals + self.ended, "cpu": cpu}))

"""The hold model in SimPy: a process for each pending event. Arguments: pending, events, seed."""

import gc
import json
import random
import sys
import time

import simpy

pending, events, seed = (int(word) for word in sys.argv[1:4])
random.seed(seed)
uniform = random.random
twice = 2.0 * pending
env = simpy.Environment()


def entity():
    while True:
        yield env.timeout(twice * uniform())


for _ in range(pending):
    env.process(entity())
for _ in range(pending):
    # The processes begin.
    env.step()
gc.disable()
step = env.step
started = time.process_time()
for _ in range(events):
    step()
cpu = time.process_time() - started
print(json.dumps({"engine": "SimPy", "pending": pending, "events": events,
                  "clock_per_event": env.now / events, "cpu": cpu}))

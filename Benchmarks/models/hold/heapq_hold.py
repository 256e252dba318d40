"""The hold model in plain Python: one heap. Arguments: pending events, events, seed."""

import gc
import heapq
import json
import random
import sys
import time

pending, events, seed = (int(word) for word in sys.argv[1:4])
random.seed(seed)
uniform, replace = random.random, heapq.heapreplace
twice = 2.0 * pending
heap = [(twice * uniform(), entity) for entity in range(pending)]
heapq.heapify(heap)
gc.disable()
started = time.process_time()
for _ in range(events):
    date, entity = heap[0]
    replace(heap, (date + twice * uniform(), entity))
cpu = time.process_time() - started
print(json.dumps({"engine": "heapq", "pending": pending, "events": events,
                  "clock_per_event": date / events, "cpu": cpu}))

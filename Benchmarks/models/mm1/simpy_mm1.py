"""M/M/1 in SimPy: a process for each customer, the server a Resource."""

from random import expovariate

import simpy

from mm1 import LAMBDA, MU, Run


def source(env, server, run):
    while True:
        yield env.timeout(expovariate(LAMBDA))
        run.arrivals += 1
        env.process(customer(env, server, run))


def customer(env, server, run):
    arrived = env.now
    with server.request() as request:
        yield request
        run.serve(env.now - arrived)
        yield env.timeout(expovariate(MU))
    run.ended += 1


run = Run()
env = simpy.Environment()
env.process(source(env, simpy.Resource(env, capacity=1), run))
env.run(until=run.until)
run.report("SimPy")

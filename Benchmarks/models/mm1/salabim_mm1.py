"""M/M/1 in salabim: no monitors; customers who have left come again.

Making a component takes longer than all that happens to it, because salabim looks at the signatures of
its methods each time. So a component that is done waits to be the next customer.
"""

from random import expovariate

import salabim

from mm1 import LAMBDA, MU, Run

salabim.yieldless(False)
gone = []


class Customer(salabim.Component):
    def process(self):
        while True:
            arrived = self.env.now()
            yield self.request(server)
            run.serve(self.env.now() - arrived)
            yield self.hold(expovariate(MU))
            self.release(server)
            run.ended += 1
            gone.append(self)
            yield self.passivate()


class Source(salabim.Component):
    def process(self):
        while True:
            yield self.hold(expovariate(LAMBDA))
            run.arrivals += 1
            if gone:
                gone.pop().activate()
            else:
                Customer(name="customer", suppress_trace=True)


run = Run()
# Environment() seeds the generator of the module random.
env = salabim.Environment(trace=False, random_seed=run.seed)
salabim.Component.default_monitor = False
server = salabim.Resource("server", 1, monitor=False)
Source()
env.run(till=run.until)
run.report("salabim")

"""The reference clinic in Ciw: one node with places and reneging, three with unlimited servers.

Ciw has no competing events: overdoses of a stay are drawn when it begins. Ciw looks at every
individual of a node at each event, so that its time grows with the square of the patients.
"""

from random import random

import ciw

from model import (FATALITY, INDUCTION, INDUCTION_FAILURE, HORIZON, OUT, POST, PROTECTED, RELAPSED,
                   USING, YEAR, Counts, arguments, exponential, retention)

CLINIC, AWAY, LEFT, RELAPSE = 1, 2, 3, 4
options = arguments()
ciw.seed(options.seed)
counts = Counts()
waiting = {}


def race(now, days, mean):
    """Days until the stay's end or a fatal overdose, whether it was fatal, dates of overdoses."""
    day, overdoses = exponential(mean), []
    while day < days:
        overdoses.append(now + day)
        if random() < FATALITY:
            return day, True, overdoses
        day += exponential(mean)
    return days, False, overdoses


def stay(now, days, mean, person):
    """A stay that nothing but death can cut short: its overdoses are counted at once."""
    days, person.dead, overdoses = race(now, days, mean)
    counts["ods"] += sum(date < HORIZON for date in overdoses)
    counts["deaths"] += person.dead and overdoses[-1] < HORIZON
    return days


class Arrivals(ciw.dists.Distribution):
    """A limited number of patients."""

    drawn = 0

    def sample(self, t=None, ind=None):
        self.drawn += 1
        return exponential(YEAR / options.patients) if self.drawn <= options.patients else float("inf")


class Patience(ciw.dists.Distribution):
    """How long a patient stays in the list, at most."""

    def sample(self, t=None, ind=None):
        days, dies, overdoses = race(t, exponential(options.patience), USING)
        ind.wait = (t, dies, overdoses)
        return days


class Treatment(ciw.dists.Distribution):
    """Induction and treatment in one service; drawn when it begins."""

    def sample(self, t=None, ind=None):
        since, _, overdoses = ind.wait
        if waiting.pop(ind.id_number, None):
            counts.admitted_from_list(t, since)
            counts["ods"] += sum(date < t for date in overdoses)
        counts.change_places(t, 1)
        counts["admissions"] += 1
        ind.fails = random() < INDUCTION_FAILURE
        days = stay(t, INDUCTION, PROTECTED, ind)
        if ind.dead or ind.fails:
            return days
        counts["ind_ok"] += t + INDUCTION < HORIZON
        return INDUCTION + stay(t + INDUCTION, retention(), PROTECTED, ind)


class Stay(ciw.dists.Distribution):
    """A stay elsewhere."""

    def __init__(self, days, mean):
        self.length, self.hazard = days, mean

    def sample(self, t=None, ind=None):
        return stay(t, exponential(self.length), self.hazard, ind)


def join_list(person, now):
    """Counts somebody who finds no place."""
    if counts.occupied >= options.places:
        counts["waits"] += 1
        counts.change_queue(now, 1)
        waiting[person.id_number] = person


class Route(ciw.routing.NodeRouting):
    """Where to go from a node; here events are counted."""

    def __init__(self, number):
        self.number = number

    def go(self, person, node, event):
        counts[event] += 1
        if node == CLINIC:
            join_list(person, self.simulation.current_time)
        return self.simulation.nodes[node]

    def next_node(self, ind):
        if self.number == CLINIC:
            counts.change_places(self.simulation.current_time, -1)
        if ind.dead:
            return self.simulation.nodes[-1]
        if self.number == CLINIC:
            return self.go(ind, LEFT, "ind_fail" if ind.fails else "dropouts")
        if self.number == AWAY:
            return self.go(ind, CLINIC, "reseeks")
        if self.number == LEFT:
            return self.go(ind, RELAPSE, "relapses")
        return self.go(ind, CLINIC, "reentries")

    def next_node_for_jockeying(self, ind):
        """Ciw asks this of who reneges."""
        del waiting[ind.id_number]
        counts.change_queue(self.simulation.current_time, -1)
        _, dies, overdoses = ind.wait
        counts["ods"] += len(overdoses)
        counts["deaths"] += dies
        if dies:
            return self.simulation.nodes[-1]
        return self.go(ind, AWAY, "reneges")


class ArrivalNode(ciw.ArrivalNode):
    """Counts arrivals."""

    def send_individual(self, next_node, next_individual):
        counts["arrivals"] += 1
        join_list(next_individual, self.simulation.current_time)
        super().send_individual(next_node, next_individual)


network = ciw.create_network(
    arrival_distributions=[Arrivals(), None, None, None],
    service_distributions=[Treatment(), Stay(OUT, USING), Stay(POST, PROTECTED),
                           Stay(RELAPSED, USING)],
    number_of_servers=[options.places] + [float("inf")] * 3,
    reneging_time_distributions=[Patience(), None, None, None],
    routing=ciw.routing.NetworkRouting([Route(number) for number in (CLINIC, AWAY, LEFT, RELAPSE)]))
ciw.Simulation(network, arrival_node_class=ArrivalNode).simulate_until_max_time(HORIZON)
# Overdoses of those who still wait.
counts["ods"] += sum(date < HORIZON for person in waiting.values() for date in person.wait[2])
counts.report("Ciw", options)

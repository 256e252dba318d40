# M/M/1 in simmer: Rscript simmer_mm1.R until seed
#
# Arrivals are drawn a hundred at a time and monitoring is off, both of which are faster. The wait is
# measured by two callbacks.
suppressMessages(library(simmer))
words <- commandArgs(TRUE)
until <- as.numeric(words[1])
set.seed(as.integer(words[2]))
start <- proc.time()
run_ <- new.env()
run_$arrivals <- run_$served <- run_$waited <- 0
env <- simmer()
customer <- trajectory() %>%
  set_attribute("arrived", function() {
    run_$arrivals <- run_$arrivals + 1
    now(env)
  }) %>%
  seize("server") %>%
  timeout(function() {
    run_$served <- run_$served + 1
    run_$waited <- run_$waited + now(env) - get_attribute(env, "arrived")
    rexp(1, 1.1)
  }) %>%
  release("server")
env %>% add_resource("server", 1, mon = FALSE) %>%
  add_generator("customer", customer, function() rexp(100, 1), mon = FALSE) %>%
  run(until) %>% invisible
used <- proc.time() - start
cat(sprintf('{"engine": "simmer", "until": %.1f, "seed": %s, "arrivals": %.0f, "served": %.0f, "mean_wait": %.6f, "events": %.0f, "cpu": %.3f}\n',
            until, words[2], run_$arrivals, run_$served, run_$waited / run_$served,
            run_$arrivals + run_$served - 1, used[[1]] + used[[2]]))

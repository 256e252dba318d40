# M/M/1 in simmer: Rscript simmer_mm1.R until seed
#
# Arrivals are drawn a hundred at a time, which is faster. simmer's own records give the waits; they are
# read after the run, which is not timed.
suppressMessages(library(simmer))
words <- commandArgs(TRUE)
until <- as.numeric(words[1])
set.seed(as.integer(words[2]))
start <- proc.time()
customer <- trajectory() %>%
  seize("server") %>% timeout(function() rexp(1, 1.1)) %>% release("server")
env <- simmer() %>% add_resource("server", 1, mon = FALSE) %>%
  add_generator("customer", customer, function() rexp(100, 1), mon = 1) %>% run(until)
used <- proc.time() - start
done <- get_mon_arrivals(env)
waits <- done$end_time - done$start_time - done$activity_time
present <- get_server_count(env, "server") + get_queue_count(env, "server")
cat(sprintf('{"engine": "simmer", "until": %.1f, "seed": %s, "arrivals": %d, "served": %d, "mean_wait": %.6f, "events": %d, "cpu": %.3f}\n',
            until, words[2], as.integer(nrow(done) + present), nrow(done), mean(waits),
            as.integer(2 * nrow(done) + present), used[[1]] + used[[2]]))

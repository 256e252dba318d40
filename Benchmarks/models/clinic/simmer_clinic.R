# The reference clinic in simmer: Rscript simmer_clinic.R N seed places-per-patient
#
# Overdoses of a stay are drawn when it begins, so that R is called once for a stay. Monitoring is
# off. Prints one line of JSON; 'cpu' is the time to build and run the model, without loading.
suppressMessages(library(simmer))
words <- commandArgs(TRUE)
N <- as.integer(words[1])
seed <- as.integer(words[2])
places <- floor(as.numeric(words[3]) * N + 0.5)
set.seed(seed)
start <- proc.time()

YEAR <- 365
HORIZON <- 5 * YEAR
USING <- YEAR / 0.25
PROTECTED <- YEAR / 0.05
events <- c("arrivals", "waits", "admissions", "reneges", "reseeks", "ind_ok", "ind_fail",
            "dropouts", "relapses", "reentries", "ods")
counts <- new.env()
for (name in c(events, "deaths", "last", "occupied", "queue", "occupied_days", "later_days",
               "queue_days", "waited_days", "waited")) counts[[name]] <- 0
observe <- function(t) {
  days <- t - counts$last
  counts$occupied_days <- counts$occupied_days + counts$occupied * days
  counts$queue_days <- counts$queue_days + counts$queue * days
  if (t > YEAR)
    counts$later_days <- counts$later_days + counts$occupied * (t - max(counts$last, YEAR))
  counts$last <- t
}
count <- function(name, n = 1) counts[[name]] <- counts[[name]] + n
env <- simmer("clinic")
waiting <- new.env()

# Days until the stay's end or a fatal overdose, and whether it was fatal.
stay <- function(t, days, mean) {
  day <- 0
  repeat {
    day <- day + rexp(1, 1 / mean)
    if (day >= days) return(c(days, 0))
    fatal <- runif(1) < 0.1
    if (t + day < HORIZON) {
      count("ods")
      if (fatal) count("deaths")
    }
    if (fatal) return(c(day, 1))
  }
}

# Patience of an arrival that finds no place; its overdoses are counted when the wait ends.
patience <- function() {
  if (counts$occupied < places) return(1e9)
  t <- now(env)
  observe(t)
  count("waits")
  counts$queue <- counts$queue + 1
  limit <- rexp(1, 1 / 90)
  overdoses <- numeric(0)
  dies <- FALSE
  day <- rexp(1, 1 / USING)
  while (day < limit) {
    overdoses <- c(overdoses, day)
    if (runif(1) < 0.1) {
      dies <- TRUE
      limit <- day
      break
    }
    day <- day + rexp(1, 1 / USING)
  }
  waiting[[get_name(env)]] <- list(since = t, overdoses = overdoses, dies = dies)
  limit
}

reneged <- function() {
  t <- now(env)
  observe(t)
  counts$queue <- counts$queue - 1
  name <- get_name(env)
  wait <- waiting[[name]]
  rm(list = name, envir = waiting)
  count("ods", length(wait$overdoses))
  if (wait$dies) {
    count("deaths")
    return(c(0, 1))
  }
  count("reneges")
  stay(t, rexp(1, 1 / 180), USING)
}

admitted <- function() {
  t <- now(env)
  observe(t)
  name <- get_name(env)
  wait <- waiting[[name]]
  if (!is.null(wait)) {
    count("ods", sum(wait$overdoses < t - wait$since))
    counts$queue <- counts$queue - 1
    counts$waited_days <- counts$waited_days + t - wait$since
    count("waited")
    rm(list = name, envir = waiting)
  }
  counts$occupied <- counts$occupied + 1
  count("admissions")
  stay(t, 7, PROTECTED)
}

induced <- function() {
  if (runif(1) < 0.1) {
    count("ind_fail")
    return(c(0, 0, 0))
  }
  count("ind_ok")
  c(stay(now(env), rweibull(1, 0.7, 300), PROTECTED), 1)
}

left <- function() {
  observe(now(env))
  counts$occupied <- counts$occupied - 1
  state <- get_attribute(env, c("dead", "retained"))
  if (state[1] == 0 && state[2] == 1) count("dropouts")
  0
}

end_if_dead <- function(path, holds_place = FALSE) {
  last <- if (holds_place) trajectory() %>% set_attribute("z", left) %>% release("clinic")
          else trajectory() %>% timeout(0)
  path %>% branch(function() as.integer(get_attribute(env, "dead")), continue = FALSE, last)
}

away <- trajectory() %>%
  set_attribute(c("days", "dead"), reneged) %>% timeout_from_attribute("days") %>%
  end_if_dead() %>% set_attribute("z", function() { count("reseeks"); 0 }) %>% rollback("seek")

patient <- trajectory() %>%
  set_attribute("z", function() { count("arrivals"); 0 }) %>%
  timeout(0, tag = "seek") %>%
  renege_in(patience, out = away) %>% seize("clinic") %>% renege_abort() %>%
  set_attribute(c("days", "dead"), admitted) %>% set_attribute("retained", 0) %>%
  timeout_from_attribute("days") %>% end_if_dead(TRUE) %>%
  set_attribute(c("days", "dead", "retained"), induced) %>%
  timeout_from_attribute("days") %>% end_if_dead(TRUE) %>%
  set_attribute("z", left) %>% release("clinic") %>%
  set_attribute(c("days", "dead"), function() stay(now(env), rexp(1, 1 / 60), PROTECTED)) %>%
  timeout_from_attribute("days") %>% end_if_dead() %>%
  set_attribute(c("days", "dead"), function() {
    count("relapses")
    stay(now(env), rexp(1, 1 / 200), USING)
  }) %>%
  timeout_from_attribute("days") %>% end_if_dead() %>%
  set_attribute("z", function() { count("reentries"); 0 }) %>% rollback("seek")

env %>% add_resource("clinic", capacity = places, mon = FALSE) %>%
  add_generator("p", patient, at(cumsum(rexp(N, N / YEAR))), mon = FALSE) %>%
  run(HORIZON) %>% invisible
# Overdoses of those who still wait.
for (name in ls(waiting)) {
  wait <- waiting[[name]]
  count("ods", sum(wait$since + wait$overdoses < HORIZON))
}
used <- proc.time() - start
observe(HORIZON)
values <- c(sapply(c(events, "deaths"), function(name) counts[[name]]),
            events = sum(sapply(events, function(name) counts[[name]])),
            mean_occ = counts$occupied_days / HORIZON,
            mean_occ_y1on = counts$later_days / (HORIZON - YEAR),
            mean_queue = counts$queue_days / HORIZON,
            mean_wait_waited = if (counts$waited > 0) counts$waited_days / counts$waited else 0,
            cpu = used[[1]] + used[[2]])
cat(sprintf('{"engine": "simmer", "N": %d, "seed": %d, %s}\n', N, seed,
            paste(sprintf('"%s": %.6f', names(values), values), collapse = ", ")))

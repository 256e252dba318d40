# The semi-Markov model in hesim: Rscript hesim_semi_markov.R patients draws spread seed
#
# Prints one line of JSON. 'cpu' is the time of making the model, sim_disease and, as in the other
# programs, of counting who is where: sim_stateprobs at the end of each year.
suppressMessages({
  library(hesim)
  library(data.table)
})
words <- as.numeric(commandArgs(TRUE))
patients <- words[1]
draws <- words[2]
spread <- words[3]
set.seed(words[4])
years <- 10
transitions <- rbind(c(NA, 1, 2, NA, 3, 4), c(NA, NA, NA, 5, 6, 7), c(NA, NA, NA, 8, 9, 10),
                     c(NA, NA, NA, NA, 11, 12), rep(NA, 6), rep(NA, 6))
states <- c("transplant", "recovery", "event", "recovery_event", "relapse", "death")
colnames(transitions) <- rownames(transitions) <- states
data <- hesim_data(strategies = data.table(strategy_id = 1),
                   patients = data.table(patient_id = seq_len(patients)))
input <- expand(data, by = c("strategies", "patients"))
input[, intercept := 1]

start <- proc.time()
draw <- function(median) matrix(rnorm(draws, log(median), spread), ncol = 1,
                                dimnames = list(NULL, "intercept"))
parameters <- lapply(1:12, function(k) params_surv(
  coefs = list(shape = draw(0.9), scale = draw(2 + k / 4)), dist = "weibull"))
model <- create_IndivCtstmTrans(do.call(hesim::params_surv_list, parameters), input_data = input,
                                trans_mat = transitions, clock = "reset")
economic <- IndivCtstm$new(trans_model = model)
economic$sim_disease(max_t = years)
economic$sim_stateprobs(t = seq_len(years))
used <- proc.time() - start

shares <- economic$stateprobs_[, .(mean = mean(prob), error = sd(prob) / sqrt(.N)), by = .(t, state_id)]
fields <- shares[, sprintf('"year_%d_state_%d": %.9f, "se_%d_state_%d": %.9f',
                           as.integer(t), as.integer(state_id) - 1L, mean,
                           as.integer(t), as.integer(state_id) - 1L, error)]
cat(sprintf('{"engine": "hesim %s", "patients": %d, "draws": %d, "spread": %g, %s, "cpu": %.3f}\n',
            packageVersion("hesim"), as.integer(patients), as.integer(draws), spread,
            paste(fields, collapse = ", "), used[[1]] + used[[2]]))

# The expected value of partial perfect information of sample.csv by generalised additive models.
#
#   Rscript evppi.R > evppi_reference.csv        (R 4.2.2, mgcv 1.8-41, in the folder of sample.csv)
#
# As Strong, Oakley and Brennan (2014), doi:10.1177/0272989X13505910: thin plate splines of single
# parameters, a tensor product of cubic splines for two.
suppressMessages(library(mgcv))
sample <- read.csv("sample.csv")
value <- function(right, threshold) {
  a <- threshold * sample$effect_a - sample$cost_a
  fitted <- sapply(c("b", "c"), function(name) {
    sample$inb <- threshold * sample[[paste0("effect_", name)]] - sample[[paste0("cost_", name)]] - a
    gam(as.formula(paste("inb ~", right)), data = sample)$fitted.values
  })
  fitted <- cbind(0, fitted)
  mean(apply(fitted, 1, max)) - max(colMeans(fitted))
}
models <- c(p = "s(p)", q = "s(q)", u = "s(u)", "p+q" = "te(p, q)", "p+u" = "te(p, u)",
            "q+u" = "te(q, u)", "p+q+u" = "te(p, q, u, k = 4)")
cat("parameters,threshold,value\n")
for (name in names(models)) for (threshold in c(10000, 15000, 20000, 30000))
  cat(name, ",", threshold, ",", format(value(models[[name]], threshold), digits = 8), "\n", sep = "")

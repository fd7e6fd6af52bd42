# What R says of synthetic people, to hold the statistics of the evaluation against.
#
# Made by R 4.2.2 with survival 3.5-3, cmprsk 2.2-11, nlme 3.1-162 and
# clubSandwich 0.5.8, boot 1.3-28.1 (Debian 12). Run in
# this folder: Rscript expected.R. It makes its people from a seed and overwrites the tables beside it.
suppressMessages({
  library(survival)
  library(cmprsk)
  library(nlme)
})
RNGversion("4.2.2")
set.seed(20261126)
put <- function(table, file) write.csv(table, file, row.names = FALSE, quote = FALSE)
exactly <- function(x) formatC(x, digits = 12, format = "g", width = 1)

# 400 people: those who entered late are here only because they had not left by then.
n <- 400
group <- sample(1:3, n, TRUE)
stratum <- sample(1:2, n, TRUE)
rate <- c(0.010, 0.014, 0.008)[group] * c(1, 1.6)[stratum]
first <- ceiling(rexp(n, rate))
second <- ceiling(rexp(n, 0.006))
censored <- sample(20:200, n, TRUE)
day <- pmin(first, second, censored)
cause <- ifelse(censored < pmin(first, second), 0, ifelse(first <= second, 1, 2))
entry <- ifelse(runif(n) < 0.3 & day > 1, floor(runif(n) * day), NA)
people <- data.frame(entry = ifelse(is.na(entry), "", entry), day, cause, group, stratum)
put(people, "people.csv")
# In R everybody enters after a time: those who did not enter late, before day 0.
start <- ifelse(is.na(entry), -1, entry)

types <- c("log-log", "log", "plain")
curves <- NULL
quantiles <- NULL
for (type in types) {
  for (late in c("no", "yes")) {
    s <- if (late == "no") Surv(day, cause > 0) else Surv(start, day, cause > 0)
    f <- survfit(s ~ 1, conf.type = type, conf.int = 0.95)
    keep <- f$n.event > 0 & f$surv > 0
    curves <- rbind(curves, data.frame(
      limits = type, late, day = f$time, atRisk = f$n.risk, survival = exactly(f$surv),
      standardError = exactly(f$std.err * f$surv), lower = exactly(f$lower),
      upper = exactly(f$upper))[keep, ])
    q <- quantile(f, c(0.25, 0.5, 0.75))
    quantiles <- rbind(quantiles, data.frame(
      limits = type, late, share = c(0.25, 0.5, 0.75), quantile = q$quantile, lower = q$lower,
      upper = ifelse(is.na(q$upper), "Infinity", q$upper)))
  }
}
put(curves[curves$day %% 5 == 0, ], "survival.csv")
put(quantiles, "quantiles.csv")

f <- survfit(Surv(day, cause > 0) ~ 1)
means <- NULL
for (horizon in c(30, 100, 180)) {
  m <- summary(f, rmean = horizon)$table
  means <- rbind(means, data.frame(
    horizonDays = horizon, mean = exactly(m[["rmean"]]), standardError = exactly(m[["se(rmean)"]])))
}
put(means, "restricted-means.csv")

incidence <- NULL
for (type in types) {
  f <- survfit(Surv(day, factor(cause)) ~ 1, conf.type = type)
  for (k in 1:2) {
    incidence <- rbind(incidence, data.frame(
      limits = type, cause = k, day = f$time, incidence = exactly(f$pstate[, k + 1]),
      standardError = exactly(f$std.err[, k + 1]), lower = exactly(f$lower[, k + 1]),
      upper = exactly(f$upper[, k + 1]))[f$n.event[, 2] + f$n.event[, 3] > 0 & f$pstate[, k + 1] > 0, ])
  }
}
put(incidence[incidence$day %% 5 == 0, ], "incidence.csv")

test <- function(name, f) data.frame(
  test = name, statistic = exactly(f$chisq), degreesOfFreedom = length(f$n) - 1,
  pValue = exactly(pchisq(f$chisq, 2, lower.tail = FALSE)))
plain <- survdiff(Surv(day, cause == 1) ~ group)
within <- survdiff(Surv(day, cause == 1) ~ group + strata(stratum))
gray <- cuminc(day, cause, group)$Tests
grayWithin <- cuminc(day, cause, group, stratum)$Tests
tests <- rbind(
  test("log-rank", plain),
  data.frame(test = "log-rank within", statistic = exactly(within$chisq), degreesOfFreedom = 2,
    pValue = exactly(pchisq(within$chisq, 2, lower.tail = FALSE))),
  data.frame(test = "gray", statistic = exactly(gray[1, "stat"]), degreesOfFreedom = gray[1, "df"],
    pValue = exactly(gray[1, "pv"])),
  data.frame(test = "gray within", statistic = exactly(grayWithin[1, "stat"]),
    degreesOfFreedom = grayWithin[1, "df"], pValue = exactly(grayWithin[1, "pv"])))
put(tests, "tests.csv")

proportions <- NULL
for (case in list(c(0, 7), c(1, 29), c(15, 148), c(81, 263), c(682, 925), c(20, 20), c(1999, 2000))) {
  for (confidence in c(0.9, 0.95, 0.998)) {
    x <- case[1]; n <- case[2]
    w <- suppressWarnings(prop.test(x, n, conf.level = confidence, correct = FALSE))$conf.int
    y <- suppressWarnings(prop.test(x, n, conf.level = confidence))$conf.int
    b <- binom.test(x, n, conf.level = confidence)$conf.int
    a <- (1 - confidence) / 2
    proportions <- rbind(proportions, data.frame(
      events = x, trials = n, confidence,
      wilsonLower = exactly(w[1]), wilsonUpper = exactly(w[2]),
      correctedLower = exactly(y[1]), correctedUpper = exactly(y[2]),
      exactLower = exactly(b[1]), exactUpper = exactly(b[2]),
      jeffreysLower = exactly(if (x == 0) 0 else qbeta(a, x + 0.5, n - x + 0.5)),
      jeffreysUpper = exactly(if (x == n) 1 else qbeta(1 - a, x + 0.5, n - x + 0.5))))
  }
}
put(proportions, "proportions.csv")

ratios <- NULL
for (case in list(c(0, 3.2), c(1, 2.5), c(11, 6.7), c(137, 24.19893), c(2048, 2000))) {
  p <- poisson.test(case[1], case[2], conf.level = 0.95)$conf.int
  ratios <- rbind(ratios, data.frame(
    observed = case[1], expected = case[2], lower = exactly(p[1]), upper = exactly(p[2])))
}
put(ratios, "ratios.csv")

p <- c(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
  0.6528, 0.759, 1, 0.0095)
put(data.frame(p = p, adjusted = exactly(p.adjust(p, "BH"))), "false-discovery.csv")

# A stepped wedge: 12 clusters, 5 periods, 3 clusters cross over before each period but the first.
clusters <- 12
periods <- 5
crossover <- rep(2:5, each = 3)
wedge <- expand.grid(period = 1:periods, cluster = 1:clusters)
wedge$treated <- as.numeric(wedge$period >= crossover[wedge$cluster])
wedge$value <- round(20 - 0.8 * wedge$period + rnorm(clusters, 0, 2)[wedge$cluster] -
  3 * wedge$treated + rnorm(nrow(wedge), 0, 1.5), 3)
put(wedge, "wedge.csv")
fit <- lme(value ~ factor(period) + treated, random = ~ 1 | cluster, wedge, method = "REML")
v <- VarCorr(fit)
put(data.frame(
  effect = exactly(fixef(fit)[["treated"]]), standardError = exactly(sqrt(vcov(fit)["treated", "treated"])),
  betweenVariance = exactly(as.numeric(v[1, 1])), withinVariance = exactly(as.numeric(v[2, 1]))),
  "wedge-expected.csv")

# Robust to within-cluster correlation whatever it is: CR2 with Satterthwaite's degrees of freedom
# (clubSandwich 0.5.8) of the fixed-effects fit, the model that Watson, Girling and Hemming call static.
suppressMessages(library(clubSandwich))
ols <- lm(value ~ factor(cluster) + factor(period) + treated, wedge)
robust <- coef_test(ols, vcov = "CR2", cluster = wedge$cluster, test = "Satterthwaite", coefs = "treated")
pooled <- lm(value ~ factor(period) + treated, wedge)
robustPooled <- coef_test(pooled, vcov = "CR2", cluster = wedge$cluster, test = "Satterthwaite",
  coefs = "treated")
gls <- coef_test(fit, vcov = "CR2", cluster = wedge$cluster, test = "Satterthwaite", coefs = "treated")
put(data.frame(
  model = c("within", "pooled", "mixed"),
  effect = exactly(c(robust$beta, robustPooled$beta, gls$beta)),
  standardError = exactly(c(robust$SE, robustPooled$SE, gls$SE)),
  degreesOfFreedom = exactly(c(robust$df_Satt, robustPooled$df_Satt, gls$df_Satt))),
  "wedge-robust.csv")

# 40 small sites whose true proportions differ: the beta-binomial of greatest likelihood.
trials <- sample(2:60, 40, TRUE)
events <- rbinom(40, trials, rbeta(40, 4, 8))
likelihood <- function(p) {
  m <- plogis(p[1])
  s <- exp(p[2])
  -sum(lbeta(m * s + events, (1 - m) * s + trials - events) - lbeta(m * s, (1 - m) * s))
}
o <- optim(c(-1, 2), likelihood, control = list(reltol = 1e-15, maxit = 5000))
o <- optim(o$par, likelihood, method = "BFGS", control = list(reltol = 1e-16))
put(data.frame(events, trials), "sites.csv")
put(data.frame(mean = exactly(plogis(o$par[1])), priorTrials = exactly(exp(o$par[2]))),
  "sites-expected.csv")

# The law school data (Efron and Tibshirani 1993, table 3.1) by boot 1.3-28.1, and skewed costs: limits
# of 200,000 replicates, good to about a unit of the second digit of the tails.
suppressMessages(library(boot))
lsat <- c(576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594)
gpa <- c(3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96)
cost <- round(exp(rnorm(60, 6, 1)))
put(data.frame(cost), "costs.csv")
limits <- function(name, b) {
  # The acceleration by the jackknife about its mean (Efron and Tibshirani 1993, equation 14.15); boot's
  # own default is by regression.
  l <- empinf(b, type = "jack")
  i <- boot.ci(b, type = c("perc", "basic", "bca"), L = l - mean(l))
  data.frame(name, method = c("percentile", "basic", "bca"), estimate = exactly(b$t0),
    lower = exactly(c(i$percent[4], i$basic[4], i$bca[4])),
    upper = exactly(c(i$percent[5], i$basic[5], i$bca[5])), standardError = exactly(sd(b$t)))
}
set.seed(1)
school <- boot(cbind(lsat, gpa), function(d, i) cor(d[i, 1], d[i, 2]), 200000)
costs <- boot(cost, function(d, i) mean(d[i]), 200000)
# The mean of the costs by the bootstrap-t. var() is of the mean, divided by n - 1 and n.
set.seed(20261127)
studentised <- boot(cost, function(d, i) c(mean(d[i]), var(d[i]) / length(d)), 200000)
t <- boot.ci(studentised, type = "stud")$student
put(rbind(limits("law school", school), limits("costs", costs),
  data.frame(name = "costs", method = "studentised", estimate = exactly(studentised$t0[1]),
    lower = exactly(t[4]), upper = exactly(t[5]), standardError = exactly(sd(studentised$t[, 1])))),
  "bootstrap.csv")

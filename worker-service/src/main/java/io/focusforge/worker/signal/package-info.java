/**
 * What scaling and dashboards go by: how much waits in each queue for all tenants together and for each class of them, for how long, how fast it
 * comes and goes, and how much will wait in a few minutes. Counted in the background, so that a look at it costs nothing.
 *
 * <p>The forecast is a damped local trend, estimated with the Kalman filter of Hipparchus; Holt's method is its special case for even times.
 * Libraries of time series that were looked at: {@code com.workday:timeseries-forecast} and {@code com.github.signaflo:timeseries} (ARIMA; their last
 * releases are of 2017) and {@code software.amazon.randomcutforest:randomcutforest-parkservices} (alive, but a forest that learns while it runs:
 * replicas would disagree, and forget at each start). Seasons are left out: half an hour of samples knows none.
 */
package io.focusforge.worker.signal;

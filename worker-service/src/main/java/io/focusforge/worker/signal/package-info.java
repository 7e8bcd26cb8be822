/**
 * What scaling and dashboards go by: how much waits in each queue for all tenants together, for how long, and how fast it comes and goes.
 * Counted in the background, so that a look at it costs nothing.
 */
package io.focusforge.worker.signal;

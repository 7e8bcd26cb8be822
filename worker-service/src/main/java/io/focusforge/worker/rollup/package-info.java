/**
 * {@code analytics.rollup}: finished jobs counted by tenant, queue, type and hour in a materialised view, and what tenants may read of it. The view
 * is refreshed concurrently, so that readers never wait for it.
 */
package io.focusforge.worker.rollup;

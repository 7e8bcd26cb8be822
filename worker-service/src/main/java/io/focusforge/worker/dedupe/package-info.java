/**
 * Requests that share a key are one job: which of them makes it, and what the others change about it. Requests under one key wait for
 * each other at its row, so that any number of replicas agree.
 */
package io.focusforge.worker.dedupe;

/** The orchestrator beside what others build on: its engine of durable runs against DBOS Transact, on the same PostgreSQL. */
package io.focusforge.bench.orchestrator;

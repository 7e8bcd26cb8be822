/** The way to Postgres: transactions that name their tenant, and nothing of another's. */
package io.focusforge.common.postgres;

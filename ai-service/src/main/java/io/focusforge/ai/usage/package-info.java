/**
 * Owns the ledger of what models were used for: tokens and cost of every call, by tenant, user, API key and model, and the totals that a
 * tenant can ask for. A call is in a journal, which outlives the process, before its answer ends, and soon after in the database, in batches and
 * exactly once.
 */
package io.focusforge.ai.usage;

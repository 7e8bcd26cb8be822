/**
 * Owns the ledger of what models were used for: tokens and cost of every call, by tenant, user and model, and the totals that a
 * tenant can ask for. Calls that cost money are written before their answer ends; what runs in process is summed up and
 * written several times a second.
 */
package io.focusforge.ai.usage;

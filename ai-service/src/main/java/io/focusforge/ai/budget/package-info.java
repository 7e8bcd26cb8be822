/**
 * Owns the budgets of a tenant: what it, one of its users or one of its API keys may spend in a day, week or month of a time zone. What was
 * spent is counted in the ledger's own transactions, and so exact; reached thresholds are told once in a period, by event and webhook. Refusing calls
 * beyond a hard limit is left to who admits calls, who finds here what holds for a caller.
 */
package io.focusforge.ai.budget;

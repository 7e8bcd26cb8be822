/**
 * Sagas: work over several services that is declared as steps. Each step is tried within its time, so many times; when one fails for good,
 * those before it are compensated in reverse, or, where there is no way back, the saga is stuck until an operator retries or abandons it.
 * A saga is rows in Postgres, and a durable run drives it: this package has no engine of its own.
 *
 * <pre>
 *               last step done
 *   running ───────────────────► completed
 *     │ ▲
 *     │ └── retry ── stuck (no way back, or a compensation has failed for good)
 *     │                ▲  │
 *     │ a step fails   │  └─ retry ─┐
 *     ▼ for good       │            ▼
 *   compensating ──────┴──────► compensating ──first step compensated──► compensated
 *
 *   any of running, compensating, stuck ── abandon ──► abandoned
 * </pre>
 */
package io.focusforge.orchestrator.saga;

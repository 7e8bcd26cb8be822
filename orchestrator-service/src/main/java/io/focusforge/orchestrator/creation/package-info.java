/**
 * How a task comes to be: accepted in one transaction, then analysed, planned and connected with memory by a saga that is a row from
 * the beginning, so that it ends whichever process dies. The caller waits for it a moment; the sweeper and the worker see to the rest.
 *
 * <pre>
 *   (none) ──create──► analyze ──model or no model needed──────────────► (none)
 *                         │ twin stands in         ▲ model answers, or given up
 *                         ├──────► reanalyze ──────┤
 *                         │ └──────► replan ────────┘
 *                         │ tried too often
 *                         └──────► stuck, until an operator retries or abandons it
 * </pre>
 */
package io.focusforge.orchestrator.creation;

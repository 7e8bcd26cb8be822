/**
 * Changes many tasks by one request. Slice by slice in transactions of their own, each with its part of the answer, so that a request that
 * died half-way is finished and not repeated; or all in one transaction or nothing.
 */
package io.focusforge.orchestrator.bulk;

/** How the orchestrator is doing: gauges, and a page of JSON on the management port. */
package io.focusforge.orchestrator.status;

/** What happened to a thing, in order, and what it was at any time since it was made. */
package io.focusforge.orchestrator.history;

/** Calls to hosts that others have chosen, bounded in time and size. */
package io.focusforge.orchestrator.outside;

/** Old versions of events are read as the present ones: what is stored is never changed, and only the newest is known to the rest of the code. */
package io.focusforge.orchestrator.upcast;

/** What the steps of chains do, bound to the engine that runs them. Each ends in a value within its time, or says why there is none. */
package io.focusforge.orchestrator.chainrun;

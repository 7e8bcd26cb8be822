/**
 * Steps of runs that wait for an event. What they wait for, and how far it was looked for, is rows; a look, at any replica, sends the run the
 * signal that its step waits for, in the transaction that takes the row away.
 */
package io.focusforge.orchestrator.eventwait;

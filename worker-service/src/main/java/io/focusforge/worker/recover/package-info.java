/**
 * Puts right what crashes leave behind: jobs of workers that died, messages that Redis lost, messages and consumers that nobody
 * will come back for. Also removes old jobs.
 */
package io.focusforge.worker.recover;

/** Trials of chains: in memory, with nothing that lasts, each step's result shown; and how the outputs of two versions differ. */
package io.focusforge.orchestrator.trial;

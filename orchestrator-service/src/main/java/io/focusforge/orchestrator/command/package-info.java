/** Carries out what is done to tasks that exist, to one or to many: with what follows for others, in one transaction. */
package io.focusforge.orchestrator.command;

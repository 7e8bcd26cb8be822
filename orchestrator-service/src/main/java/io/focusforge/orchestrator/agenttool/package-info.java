/** Calls of tools by chains and agents, whoever has them: the suite itself, or a server that was declared. */
package io.focusforge.orchestrator.agenttool;

/** Prompts that people outside write: Qute over JSON alone, without the sections and methods that could run without bound or reach anything else. */
package io.focusforge.orchestrator.prompt;

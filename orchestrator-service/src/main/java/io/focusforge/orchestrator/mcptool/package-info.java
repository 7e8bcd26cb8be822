/** What models can be given to do in the suite, as tools: each is one request of the public API, made with the rights of its caller. */
package io.focusforge.orchestrator.mcptool;

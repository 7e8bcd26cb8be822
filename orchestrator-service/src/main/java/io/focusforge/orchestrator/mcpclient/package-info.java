/** Tools of MCP servers that an operator or a tenant has declared: which servers there are, what they offer, and calls of it. */
package io.focusforge.orchestrator.mcpclient;

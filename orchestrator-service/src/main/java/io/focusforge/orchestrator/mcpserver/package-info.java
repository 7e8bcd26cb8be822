/** The suite as an MCP server: its tools over streamable HTTP, within the identity that the gateway has found. It keeps no sessions. */
package io.focusforge.orchestrator.mcpserver;

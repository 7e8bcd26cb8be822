/** Calls to other services: one pooled client, every call bounded in time. */
package io.focusforge.orchestrator.http;

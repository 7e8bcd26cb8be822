/** Runs over HTTP: how they are begun, looked at, followed, and told what to do. */
package io.focusforge.orchestrator.runapi;

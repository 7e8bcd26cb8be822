/** The tasks of a user over HTTP: create, list, read, edit, complete, reopen, delete, and what happened to them. */
package io.focusforge.orchestrator.taskapi;

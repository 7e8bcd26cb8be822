/** Hands what happened to the worker, for the webhook endpoints of the users that it happened to. */
package io.focusforge.orchestrator.publication;

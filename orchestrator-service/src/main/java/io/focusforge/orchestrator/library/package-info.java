/**
 * The chains that a tenant has: those that are built in, and those that it has uploaded, in versions that never change, of which one is
 * active.
 */
package io.focusforge.orchestrator.library;

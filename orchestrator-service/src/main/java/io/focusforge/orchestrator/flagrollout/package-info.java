/**
 * New versions of chains for a part of the users: who is in it gets the new version, the others the active one, and a new version that fails
 * clearly more often is rolled back by itself.
 */
package io.focusforge.orchestrator.flagrollout;

/**
 * A new embedding model while everything goes on: a second set of vectors is filled in the background while new chunks are written to both, then
 * searches are switched to it in one transaction, and back if it disappoints. Of the whole installation, for its operators.
 */
package io.focusforge.memory.models;

/** Runs, sagas and read models of two orchestrators, while everything around them fails. */
package io.focusforge.chaos.runs;

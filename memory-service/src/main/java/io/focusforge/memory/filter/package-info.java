/**
 * Conditions that a caller sets on what is searched, from JSON to SQL: which fields there are is said by who searches, values are only ever
 * parameters, and depth and width are bounded.
 */
package io.focusforge.memory.filter;

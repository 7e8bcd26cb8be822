/**
 * Owns the provider table that stands in a file: it is read again when the file changes, and takes effect for new calls within
 * seconds, while calls under way end on the table that they began with. A table with a mistake is refused with its place in the file,
 * and changes nothing.
 */
package io.focusforge.ai.reload;

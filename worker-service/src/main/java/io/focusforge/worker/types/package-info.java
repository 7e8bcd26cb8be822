/**
 * The kinds of jobs, for those who make some: defaults, and JSON schemas of what goes in and comes out. The schemas are generated from the records that
 * payloads are read as, so that nothing is validated twice, and neither can say anything that the other does not know.
 */
package io.focusforge.worker.types;

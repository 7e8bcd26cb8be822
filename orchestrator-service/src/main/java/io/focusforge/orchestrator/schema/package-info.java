/** JSON Schema 2020-12 that people outside write: compiled without fetching anything, matched within a bound, and compared as far as they say what they hold. */
package io.focusforge.orchestrator.schema;

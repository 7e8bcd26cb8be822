/** Plans over HTTP: what is wrong with one is said all at once, field by field, before anything is stored. */
package io.focusforge.orchestrator.planapi;

/**
 * What a chain is: a file in YAML or JSON that says which steps there are and what they need. What is read here is whole and fits
 * together; everything that is wrong with a file is said at once, each with its place.
 */
package io.focusforge.orchestrator.definition;

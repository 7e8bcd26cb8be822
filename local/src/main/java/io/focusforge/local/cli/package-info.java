/** What {@code ./focusforge} does beside building: starting, showing, stopping and demonstrating the stack. */
package io.focusforge.local.cli;

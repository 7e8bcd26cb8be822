/** Breaks, in an order that a seed decides, everything that a worker relies on while jobs come in, and has the history of it checked. */
package io.focusforge.chaos;

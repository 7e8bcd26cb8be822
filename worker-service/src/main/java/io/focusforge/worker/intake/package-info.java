/**
 * How jobs come in: requests are checked against the handler's input and stored; whoever has read the answer can rely on it.
 */
package io.focusforge.worker.intake;

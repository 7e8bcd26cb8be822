/** A model that looks more closely at what search has found, and puts it into a better order; over HTTP, where the operator names one. */
package io.focusforge.memory.rerank;

/** Owns the list of models that can be asked for, those in process and those of the providers. */
package io.focusforge.ai.model;

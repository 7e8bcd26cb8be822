/** Asks a model for JSON that fits a schema: what breaks the schema is told to the model, which may try again. */
package io.focusforge.orchestrator.ask;
